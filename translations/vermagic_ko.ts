<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>Benchmark</name>
    <message>
        <source>kept out by direct I/O</source>
        <translation>직접 I/O로 제외됨</translation>
    </message>
    <message>
        <source>not kept out: the file system takes no direct I/O; %1 of files, %2 of memory</source>
        <translation>제외되지 않음: 파일 시스템이 직접 I/O를 지원하지 않음. 파일 %1, 메모리 %2</translation>
    </message>
    <message>
        <source>%1 does not answer</source>
        <translation>%1이(가) 응답하지 않음</translation>
    </message>
    <message>
        <source>nothing is mounted at %1</source>
        <translation>%1에 마운트된 것이 없음</translation>
    </message>
    <message>
        <source>another file system is mounted there: %1</source>
        <translation>다른 파일 시스템이 마운트되어 있음: %1</translation>
    </message>
    <message>
        <source>%1 lies on the node&apos;s own root file system</source>
        <translation>%1이(가) 노드의 루트 파일 시스템에 있음</translation>
    </message>
    <message>
        <source>%1 is not on that file system</source>
        <translation>%1이(가) 해당 파일 시스템에 있지 않음</translation>
    </message>
    <message>
        <source>the login may not make a folder in %1</source>
        <translation>로그인 계정이 %1에 폴더를 만들 수 없음</translation>
    </message>
    <message>
        <source>not enough space: %1 are free, %2 are needed</source>
        <translation>공간 부족: 여유 %1, 필요 %2</translation>
    </message>
    <message>
        <source>the node has no %1</source>
        <translation>노드에 %1이(가) 없음</translation>
    </message>
    <message>
        <source>the files to be read could not be written (exit code %1)</source>
        <translation>읽을 파일을 기록하지 못함(종료 코드 %1)</translation>
    </message>
    <message>
        <source>the node refused: %1</source>
        <translation>노드가 거부함: %1</translation>
    </message>
    <message>
        <source>its folder could not be removed: %1</source>
        <translation>폴더를 삭제하지 못함: %1</translation>
    </message>
    <message>
        <source>%1 ended with exit code %2</source>
        <translation>%1이(가) 종료 코드 %2(으)로 끝남</translation>
    </message>
    <message>
        <source>The folder must lie below %1.</source>
        <translation>폴더는 %1 아래에 있어야 합니다.</translation>
    </message>
    <message>
        <source>It can run for one second to one day.</source>
        <translation>실행 시간은 1초에서 하루까지입니다.</translation>
    </message>
    <message>
        <source>Each job can make 1 to %1 files.</source>
        <translation>작업마다 파일을 1개에서 %1개까지 만들 수 있습니다.</translation>
    </message>
    <message>
        <source>A node&apos;s files can have %1 to %2.</source>
        <translation>노드의 파일 크기는 %1에서 %2까지입니다.</translation>
    </message>
    <message>
        <source>Choose the nodes that are to run it.</source>
        <translation>실행할 노드를 선택하십시오.</translation>
    </message>
    <message>
        <source>does not mount %1</source>
        <translation>%1을(를) 마운트하지 않음</translation>
    </message>
    <message>
        <source>is not reached</source>
        <translation>연결되지 않음</translation>
    </message>
    <message>
        <source>it is mounted read-only there</source>
        <translation>읽기 전용으로 마운트됨</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>all together</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>벤치마크</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Mount point</source>
        <translation>마운트 지점</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>도구</translation>
    </message>
    <message>
        <source>Block size</source>
        <translation>블록 크기</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일 수</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업 수</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>실행 시간</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>준비 구간</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>작업 유형</translation>
    </message>
    <message>
        <source>Direct I/O</source>
        <translation>직접 I/O</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>모듈</translation>
    </message>
    <message>
        <source>Module version</source>
        <translation>모듈 버전</translation>
    </message>
    <message>
        <source>Mount source</source>
        <translation>마운트 원본</translation>
    </message>
    <message>
        <source>Mount type</source>
        <translation>마운트 유형</translation>
    </message>
    <message>
        <source>Mount options</source>
        <translation>마운트 옵션</translation>
    </message>
    <message>
        <source>Tool version</source>
        <translation>도구 버전</translation>
    </message>
    <message>
        <source>Page cache</source>
        <translation>페이지 캐시</translation>
    </message>
    <message>
        <source>read</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>written</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>read operations</source>
        <translation>읽기 연산</translation>
    </message>
    <message>
        <source>write operations</source>
        <translation>쓰기 연산</translation>
    </message>
    <message>
        <source>metadata operations</source>
        <translation>메타데이터 연산</translation>
    </message>
    <message>
        <source>files made</source>
        <translation>파일 생성</translation>
    </message>
    <message>
        <source>files looked at</source>
        <translation>파일 조회</translation>
    </message>
    <message>
        <source>files removed</source>
        <translation>파일 삭제</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>통과</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>미달</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>측정 안 됨</translation>
    </message>
    <message>
        <source>What</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>5th percentile</source>
        <translation>5번째 백분위수</translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation>95번째 백분위수</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>최저</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>최고</translation>
    </message>
    <message>
        <source>Steady after</source>
        <translation>안정까지</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>기대</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>%1 이상</translation>
    </message>
    <message>
        <source>Began after</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Done after</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>조건</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>미완료</translation>
    </message>
    <message>
        <source>no threshold</source>
        <translation>임계값 없음</translation>
    </message>
    <message>
        <source>The inventory expects nothing of what was measured.</source>
        <translation>인벤토리에 측정 항목의 임계값이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) reached %2.</source>
        <translation>
            <numerusform>노드 %n개 중 %1개가 %2에 도달했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Done after %1.</source>
        <translation>%1 후 완료되었습니다.</translation>
    </message>
    <message>
        <source>First done after %1, last after %2.</source>
        <translation>첫 노드는 %1, 마지막 노드는 %2 후 완료되었습니다.</translation>
    </message>
    <message>
        <source>From %1 to %2 nodes: %3 % efficiency.</source>
        <translation>노드 %1개에서 %2개로: 효율 %3 %.</translation>
    </message>
    <message>
        <source>It takes two nodes or more.</source>
        <translation>노드가 두 개 이상 필요합니다.</translation>
    </message>
    <message>
        <source>sent to the next node</source>
        <translation>다음 노드로 보냄</translation>
    </message>
</context>
<context>
    <name>Chain</name>
    <message>
        <source>not known</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>알 수 없음: %1</translation>
    </message>
    <message>
        <source>%1 not installed</source>
        <translation>%1 설치되지 않음</translation>
    </message>
    <message>
        <source>no %1 module package for this kernel</source>
        <translation>이 커널용 %1 모듈 패키지 없음</translation>
    </message>
    <message>
        <source>%1 not in the DKMS tree</source>
        <translation>%1이(가) DKMS 트리에 없음</translation>
    </message>
    <message>
        <source>%1.ko not on disk for this kernel</source>
        <translation>이 커널용 %1.ko 파일 없음</translation>
    </message>
    <message>
        <source>%1 not loaded</source>
        <translation>%1 로드되지 않음</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>커널 내장</translation>
    </message>
    <message>
        <source>loaded</source>
        <translation>로드됨</translation>
    </message>
    <message>
        <source>not mounted</source>
        <translation>마운트되지 않음</translation>
    </message>
    <message>
        <source>all configured</source>
        <translation>모두 설정 완료</translation>
    </message>
    <message>
        <source>not configured: %1</source>
        <translation>설정 미완료: %1</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>패키지</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>Module package</source>
        <translation>모듈 패키지</translation>
    </message>
    <message>
        <source>DKMS</source>
        <translation>DKMS</translation>
    </message>
    <message>
        <source>Module file</source>
        <translation>모듈 파일</translation>
    </message>
    <message>
        <source>Loaded module</source>
        <translation>로드된 모듈</translation>
    </message>
    <message>
        <source>Mount</source>
        <translation>마운트</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>서비스</translation>
    </message>
    <message>
        <source>%1 active</source>
        <translation>%1 활성</translation>
    </message>
    <message>
        <source>next boot: %1</source>
        <translation>다음 부팅: %1</translation>
    </message>
    <message>
        <source>no longer in the archive</source>
        <translation>저장소에서 삭제됨</translation>
    </message>
    <message>
        <source>in the archive: %1</source>
        <translation>저장소 버전: %1</translation>
    </message>
    <message>
        <source>not in the archive</source>
        <translation>저장소에 없음</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>필요 없음</translation>
    </message>
</context>
<context>
    <name>DesktopNotice</name>
    <message>
        <source>healthy again</source>
        <translation>다시 정상</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) unreachable</source>
        <translation>
            <numerusform>연결 불가 노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) broken</source>
        <translation>
            <numerusform>고장 난 노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) need(s) attention</source>
        <translation>
            <numerusform>주의가 필요한 노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) healthy again</source>
        <translation>
            <numerusform>다시 정상인 노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Not everything could be checked</source>
        <translation>일부 항목을 점검할 수 없음</translation>
    </message>
    <message>
        <source>Not all checked</source>
        <translation>일부 미점검</translation>
    </message>
    <message>
        <source>What could not be looked at may be broken.</source>
        <translation>점검하지 못한 부분에 문제가 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>an answer to every question of the probe</source>
        <translation>모든 점검 항목에 대한 응답</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>응답 없음: %1</translation>
    </message>
</context>
<context>
    <name>Forecast</name>
    <message>
        <source>%1 is not installed by itself: blacklisted, or from an origin that is not allowed</source>
        <translation>%1은(는) 자동으로 설치되지 않음: 블랙리스트에 있거나 허용되지 않은 출처임</translation>
    </message>
    <message>
        <source>upgrades run; no kernel is among them</source>
        <translation>업그레이드가 실행되며, 커널은 포함되지 않음</translation>
    </message>
    <message>
        <source>upgrades run and install the kernel %1</source>
        <translation>업그레이드가 실행되어 커널 %1을(를) 설치함</translation>
    </message>
    <message>
        <source>nothing upgrades by itself; whoever upgrades installs the kernel %1</source>
        <translation>자동 업그레이드는 없음. 직접 업그레이드하면 커널 %1이(가) 설치됨</translation>
    </message>
    <message>
        <source>a reboot is scheduled</source>
        <translation>재부팅이 예약되어 있음</translation>
    </message>
    <message>
        <source>the node reboots by itself after the upgrade</source>
        <translation>업그레이드 후 노드가 자동으로 재부팅됨</translation>
    </message>
    <message>
        <source>%1 boots, and it has no %2 module</source>
        <translation>%1(으)로 부팅되며 %2 모듈이 없음</translation>
    </message>
    <message>
        <source>the running kernel boots again</source>
        <translation>현재 커널로 다시 부팅됨</translation>
    </message>
    <message>
        <source>%1 boots, and its modules are there</source>
        <translation>%1(으)로 부팅되며 모듈이 준비되어 있음</translation>
    </message>
    <message>
        <source>%1 boots, and its modules come with it</source>
        <translation>%1(으)로 부팅되며 모듈이 함께 설치됨</translation>
    </message>
    <message>
        <source>%1 boots, and %2 is part of it</source>
        <translation>%1(으)로 부팅되며 %2이(가) 커널에 포함되어 있음</translation>
    </message>
    <message>
        <source>%1 boots; whether a %2 module for it comes along cannot be told from packages</source>
        <translation>%1(으)로 부팅되며 %2 모듈이 함께 설치되는지 패키지로는 알 수 없음</translation>
    </message>
    <message>
        <source>%1 boots, and %2 comes with it</source>
        <translation>%1(으)로 부팅되며 %2이(가) 함께 설치됨</translation>
    </message>
    <message>
        <source>%1 boots, and DKMS builds %2 for it</source>
        <translation>%1(으)로 부팅되며 DKMS가 %2을(를) 빌드함</translation>
    </message>
    <message>
        <source>%1 boots without its %2 module: %3 is in the archive (%4), but the upgrade does not install it</source>
        <translation>%1(으)로 부팅되며 %2 모듈이 없음: %3이(가) 저장소에 있지만(%4) 업그레이드가 설치하지 않음</translation>
    </message>
    <message>
        <source>%1 boots without its %2 module: %3 is not in the archive</source>
        <translation>%1(으)로 부팅되며 %2 모듈이 없음: %3이(가) 저장소에 없음</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy HH:mm</source>
        <comment>a moment, as QLocale writes it</comment>
        <translation>yyyy년 M월 d일 (ddd) HH:mm</translation>
    </message>
    <message>
        <source>Breaks at the next reboot, whenever that is: %1</source>
        <translation>언제든 다음 재부팅 시 중단됨: %1</translation>
    </message>
    <message>
        <source>Breaks on %1: %2</source>
        <translation>%1에 중단됨: %2</translation>
    </message>
    <message>
        <source>Changes at the next reboot, whenever that is: %1</source>
        <translation>언제든 다음 재부팅 시 바뀜: %1</translation>
    </message>
    <message>
        <source>Changes on %1: %2</source>
        <translation>%1에 바뀜: %2</translation>
    </message>
    <message>
        <source>Nothing is going to change: %1</source>
        <translation>바뀌는 것이 없음: %1</translation>
    </message>
    <message>
        <source>Cannot be foreseen: %1</source>
        <translation>예측할 수 없음: %1</translation>
    </message>
    <message>
        <source>%1 (likely)</source>
        <translation>%1 (가능성 높음)</translation>
    </message>
</context>
<context>
    <name>Headline</name>
    <message>
        <source>Not looked at yet</source>
        <translation>아직 점검 안 함</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Breaks at reboot</source>
        <translation>재부팅 시 중단</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>연결 불가</translation>
    </message>
</context>
<context>
    <name>HostKeyTriage</name>
    <message>
        <source>no rebuild of this node is declared in the inventory</source>
        <translation>인벤토리에 이 노드의 재구축이 선언되어 있지 않습니다</translation>
    </message>
    <message>
        <source>a rebuild is declared until %1</source>
        <translation>%1까지 재구축이 선언되어 있습니다</translation>
    </message>
    <message>
        <source>a rebuild was declared from %1 to %2, which is not now</source>
        <translation>재구축이 선언된 기간은 %1부터 %2까지이며, 지금은 그 기간이 아닙니다</translation>
    </message>
    <message>
        <source>the inventory names no file of published host keys</source>
        <translation>인벤토리에 공개된 호스트 키 파일이 지정되어 있지 않습니다</translation>
    </message>
    <message>
        <source>the published host keys cannot be read: %1</source>
        <translation>공개된 호스트 키를 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>no key of this kind is published for the node in %1</source>
        <translation>%1에 이 노드의 해당 종류 키가 없습니다</translation>
    </message>
    <message>
        <source>the same key is published in %1</source>
        <translation>%1에 같은 키가 공개되어 있습니다</translation>
    </message>
    <message>
        <source>another key is published in %1: %2</source>
        <translation>%1에는 다른 키가 공개되어 있습니다: %2</translation>
    </message>
    <message>
        <source>no other node is connected that could look at the key, too</source>
        <translation>키를 함께 확인할 수 있는 연결된 다른 노드가 없습니다</translation>
    </message>
    <message>
        <source>%1 could not look at the key: %2</source>
        <translation>%1에서 키를 확인하지 못했습니다: %2</translation>
    </message>
    <message>
        <source>%1 sees the same key; that rules out an attacker near this console only</source>
        <translation>%1에서도 같은 키가 보입니다. 이 콘솔 근처의 공격자만 배제할 수 있습니다</translation>
    </message>
    <message>
        <source>%1 sees another key: %2; something stands between this console and the node</source>
        <translation>%1에서는 다른 키가 보입니다: %2. 이 콘솔과 노드 사이에 무언가가 있습니다</translation>
    </message>
</context>
<context>
    <name>Impact</name>
    <message>
        <source>the node could not be asked</source>
        <translation>노드에 물어볼 수 없었습니다</translation>
    </message>
</context>
<context>
    <name>Ledger</name>
    <message>
        <source>Clean up before: %1</source>
        <translation>먼저 정리: %1</translation>
    </message>
</context>
<context>
    <name>Matrix</name>
    <message>
        <source>not needed</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>part of the kernel</source>
        <translation>커널에 포함</translation>
    </message>
    <message>
        <source>%1 built in</source>
        <translation>%1 커널 내장</translation>
    </message>
    <message>
        <source>%1 not loaded</source>
        <translation>%1 로드 안 됨</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 알 수 없음</translation>
    </message>
    <message>
        <source>no such unit</source>
        <translation>유닛 없음</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>마운트 안 됨</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>읽기 전용</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>끊긴 마운트</translation>
    </message>
    <message>
        <source>hung</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>DKMS unknown</source>
        <translation>DKMS 알 수 없음</translation>
    </message>
    <message>
        <source>%1 installed</source>
        <translation>%1 설치됨</translation>
    </message>
    <message>
        <source>%1 %2, not installed</source>
        <translation>%1 %2, 설치 안 됨</translation>
    </message>
    <message>
        <source>not in DKMS</source>
        <translation>DKMS에 없음</translation>
    </message>
    <message>
        <source>%1 added, not built</source>
        <translation>%1 등록됨, 빌드 안 됨</translation>
    </message>
    <message>
        <source>for %1 only</source>
        <translation>%1 전용</translation>
    </message>
    <message>
        <source>no package</source>
        <translation>패키지 없음</translation>
    </message>
    <message>
        <source>none for %1</source>
        <translation>%1용 없음</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>마지막 확인 %1</translation>
    </message>
    <message>
        <source>key %1 replaced by %2; rebuilt node?</source>
        <translation>호스트 키가 %1에서 %2로 바뀜 — 재설치된 노드인가요?</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>점검 중…</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>아직 점검 안 함</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Build environment</source>
        <translation>빌드 환경</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>기준</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Running kernel</source>
        <translation>현재 커널</translation>
    </message>
    <message>
        <source>Next boot</source>
        <translation>다음 부팅</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>DKMS / package</source>
        <translation>DKMS / 패키지</translation>
    </message>
    <message>
        <source>Loaded module</source>
        <translation>로드된 모듈</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>마운트</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>서비스</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>주의 필요</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>장애</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>연결 불가</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>로드 안 됨</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <translation>%1 +%2</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>설치 안 됨</translation>
    </message>
    <message>
        <source>not built</source>
        <translation>빌드 안 됨</translation>
    </message>
    <message>
        <source>good</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>장애</translation>
    </message>
    <message>
        <source>broken as a consequence</source>
        <translation>다른 원인으로 인한 장애</translation>
    </message>
    <message>
        <source>checking</source>
        <translation>점검 중</translation>
    </message>
    <message>
        <source>Build env.</source>
        <translation>빌드 환경</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>빌드</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>모듈</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>%1만</translation>
    </message>
    <message>
        <source>no %1</source>
        <translation>%1 없음</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>처리량</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
</context>
<context>
    <name>NextBoot</name>
    <message>
        <source>the next-boot kernel could not be found out</source>
        <translation>다음에 부팅할 커널을 확인할 수 없음</translation>
    </message>
    <message>
        <source>the running kernel is not known</source>
        <translation>현재 커널을 알 수 없음</translation>
    </message>
    <message>
        <source>the running kernel boots again</source>
        <translation>현재 커널로 다시 부팅됨</translation>
    </message>
    <message>
        <source>what is installed for the next-boot kernel could not be found out</source>
        <translation>다음 부팅 커널용으로 무엇이 설치되어 있는지 확인할 수 없음</translation>
    </message>
    <message>
        <source>another kernel will boot, and what it needs is there</source>
        <translation>다른 커널로 부팅되며, 필요한 것은 모두 준비되어 있음</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>the playbook knows no way back</source>
        <translation>플레이북에 되돌리는 방법이 없음</translation>
    </message>
</context>
<context>
    <name>Prediction</name>
    <message>
        <source>the new kernel boots again</source>
        <translation>새 커널로 다시 부팅됩니다</translation>
    </message>
    <message>
        <source>a new kernel is installed; what it lacks, a fresh look shows</source>
        <translation>새 커널이 설치됩니다. 부족한 것은 다시 점검해야 알 수 있습니다</translation>
    </message>
    <message>
        <source>another kernel will boot, and what it needs is there</source>
        <translation>다른 커널로 부팅되며 필요한 것이 모두 있습니다</translation>
    </message>
</context>
<context>
    <name>Sampling</name>
    <message>
        <source>%1 says nothing</source>
        <translation>%1이(가) 아무것도 출력하지 않습니다</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 출력: %2</translation>
    </message>
    <message>
        <source>the statistics are cut off, as they are for whoever is not root</source>
        <translation>통계가 잘려 있습니다. root가 아닌 사용자에게는 이렇게 출력됩니다</translation>
    </message>
    <message>
        <source>the line of %1 has no sum</source>
        <translation>%1 행에 합계가 없습니다</translation>
    </message>
    <message>
        <source>the statistics have no snapshot_time</source>
        <translation>통계에 snapshot_time이 없습니다</translation>
    </message>
    <message>
        <source>the servers know no client with an address of this node</source>
        <translation>서버가 이 노드의 주소를 가진 클라이언트를 모릅니다</translation>
    </message>
    <message>
        <source>it is not mounted</source>
        <translation>마운트되어 있지 않습니다</translation>
    </message>
    <message>
        <source>only root may read its counters: %1</source>
        <translation>카운터를 root만 읽을 수 있습니다: %1</translation>
    </message>
    <message>
        <source>it counts nothing, and no benchmark runs on it</source>
        <translation>자체 카운터가 없고, 여기서 실행 중인 벤치마크도 없습니다</translation>
    </message>
    <message>
        <source>it shows no counters</source>
        <translation>카운터가 보이지 않습니다</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Undo: %1</source>
        <translation>되돌리기: %1</translation>
    </message>
    <message>
        <source>No undo for “%1”: %2</source>
        <translation>“%1” 되돌리기 없음: %2</translation>
    </message>
    <message>
        <source>“%1” may still be running on the node: wait until it has ended.</source>
        <translation>“%1”이(가) 노드에서 아직 실행 중일 수 있습니다. 끝날 때까지 기다리십시오.</translation>
    </message>
</context>
<context>
    <name>Vermagic::ActivityModel</name>
    <message>
        <source>Fixed: a fresh probe no longer finds the fault</source>
        <translation>해결됨: 다시 점검한 결과 문제가 더 이상 없음</translation>
    </message>
    <message>
        <source>Not fixed: a fresh probe still finds the fault</source>
        <translation>해결 안 됨: 다시 점검해도 문제가 남아 있음</translation>
    </message>
    <message>
        <source>Not started: a precondition does not hold</source>
        <translation>시작 안 함: 사전 조건이 충족되지 않음</translation>
    </message>
    <message>
        <source>A step failed</source>
        <translation>단계 실패</translation>
    </message>
    <message>
        <source>Stopped at a step boundary</source>
        <translation>단계 경계에서 중지됨</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>%1 started by %2</source>
        <translation>%1 시작 (실행자: %2)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>Vermagic::ActivityView</name>
    <message>
        <source>Activity</source>
        <translation>활동</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkBar</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>자세히…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Hide the result</source>
        <translation>결과 숨기기</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>준비 중</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) are ready</source>
        <translation>
            <numerusform>노드 %n개 중 %1개 준비됨</numerusform>
        </translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>측정 중</translation>
    </message>
    <message>
        <source>%1 of %2 s</source>
        <translation>%1/%2초</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) at work</source>
        <translation>
            <numerusform>노드 %n개 중 %1개 실행 중</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 together</source>
        <translation>합계 %1</translation>
    </message>
    <message>
        <source>cancelled; the nodes clean up</source>
        <translation>취소됨, 노드가 정리하는 중</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1개 완료</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <translation>%2: %1 - %3</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkDesk</name>
    <message>
        <source>Run a benchmark…</source>
        <translation>벤치마크 실행…</translation>
    </message>
    <message>
        <source>Benchmark…</source>
        <translation>벤치마크…</translation>
    </message>
    <message>
        <source>Benchmark runs…</source>
        <translation>벤치마크 기록…</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkDialog</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run a benchmark</source>
        <translation>벤치마크 실행</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>the mount point itself</source>
        <translation>마운트 지점 자체</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>&amp;Benchmark:</source>
        <translation>벤치마크(&amp;B):</translation>
    </message>
    <message>
        <source>&amp;File system:</source>
        <translation>파일 시스템(&amp;F):</translation>
    </message>
    <message>
        <source>F&amp;older below it:</source>
        <translation>하위 폴더(&amp;O):</translation>
    </message>
    <message>
        <source>&amp;Size on each node:</source>
        <translation>노드별 크기(&amp;S):</translation>
    </message>
    <message>
        <source>Fi&amp;les of each job:</source>
        <translation>작업별 파일 수(&amp;L):</translation>
    </message>
    <message>
        <source>Run&amp;time:</source>
        <translation>실행 시간(&amp;T):</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>All</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>출처: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The inventory has no file system to measure.</source>
        <translation>인벤토리에 측정할 파일 시스템이 없습니다.</translation>
    </message>
    <message>
        <source>No node of the inventory mounts %1.</source>
        <translation>인벤토리에 %1을(를) 마운트하는 노드가 없습니다.</translation>
    </message>
    <message>
        <source>None of its nodes can run it now; the list says why.</source>
        <translation>지금 실행할 수 있는 노드가 없습니다. 이유는 목록에 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>On %n node(s) a folder of its own is made in %1 and removed at the end, also after a cancellation.</source>
        <translation>
            <numerusform>노드 %n개의 %1에 전용 폴더를 만들고, 끝나거나 취소되면 삭제합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its files have %1 on each node at most, %2 in all.</source>
        <translation>파일은 노드마다 최대 %1, 모두 합해 %2입니다.</translation>
    </message>
    <message>
        <source>At most %1 empty files are made on each node.</source>
        <translation>노드마다 빈 파일을 최대 %1개 만듭니다.</translation>
    </message>
    <message>
        <source>It measures for %1 at most once all nodes are ready; after %2 a node is given up.</source>
        <translation>모든 노드가 준비되면 최대 %1 동안 측정하며, %2이(가) 지나면 노드를 포기합니다.</translation>
    </message>
    <message>
        <source>The inventory expects nothing of what is measured, so there will be no verdict.</source>
        <translation>인벤토리에 측정 항목의 임계값이 없으므로 판정은 하지 않습니다.</translation>
    </message>
    <message>
        <source>Each node is expected to reach %1.</source>
        <translation>노드마다 %1에 도달해야 합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s)</source>
        <translation>
            <numerusform>노드 %n개 중 %1개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each of %n node(s) sends to the next one, all at once; nothing is written.</source>
        <translation>
            <numerusform>노드 %n개가 동시에 다음 노드로 데이터를 보냅니다. 아무것도 기록하지 않습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is run %n time(s), each time on more of the nodes.</source>
        <translation>
            <numerusform>노드 수를 늘려 가며 %n번 실행합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>A benchmark is under way. Cancel or await it first.</source>
        <translation>벤치마크가 진행 중입니다. 먼저 취소하거나 끝날 때까지 기다리십시오.</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkRunner</name>
    <message>
        <source>a benchmark is under way</source>
        <translation>벤치마크가 이미 실행 중임</translation>
    </message>
    <message>
        <source>no node was chosen</source>
        <translation>선택한 노드가 없음</translation>
    </message>
    <message>
        <source>a network takes two nodes or more</source>
        <translation>네트워크 벤치마크에는 노드가 두 개 이상 필요함</translation>
    </message>
    <message>
        <source>the inventory has no such node</source>
        <translation>인벤토리에 그런 노드가 없음</translation>
    </message>
    <message>
        <source>the benchmark was cancelled</source>
        <translation>벤치마크가 취소됨</translation>
    </message>
    <message>
        <source>the benchmark ended with exit code %1</source>
        <translation>벤치마크가 종료 코드 %1(으)로 끝남</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkRunsModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Benchmark</source>
        <translation>벤치마크</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkRunsWindow</name>
    <message>
        <source>Benchmark runs</source>
        <translation>벤치마크 기록</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Select two runs to compare them.</source>
        <translation>두 기록을 선택하면 비교합니다.</translation>
    </message>
    <message>
        <source>No benchmark was run yet. Run one, open the file of one, or drop it here.</source>
        <translation>아직 실행한 벤치마크가 없습니다. 벤치마크를 실행하거나, 기록 파일을 열거나 여기에 끌어다 놓으십시오.</translation>
    </message>
    <message>
        <source>Select a run to look at it, or two to compare them.</source>
        <translation>볼 기록을 하나 선택하거나 비교할 기록을 두 개 선택하십시오.</translation>
    </message>
    <message>
        <source>Only two runs can be compared.</source>
        <translation>두 기록만 비교할 수 있습니다.</translation>
    </message>
    <message>
        <source>Two runs of %1</source>
        <translation>%1 기록 두 개</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1, 다음 %2</translation>
    </message>
    <message>
        <source>Open a benchmark run</source>
        <translation>벤치마크 기록 열기</translation>
    </message>
    <message>
        <source>Benchmark runs (*.json);;All files (*)</source>
        <translation>벤치마크 기록 (*.json);;모든 파일 (*)</translation>
    </message>
</context>
<context>
    <name>Vermagic::ChangedKeyDialog</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1, %2행</translation>
    </message>
    <message>
        <source>Changed host key</source>
        <translation>바뀐 호스트 키</translation>
    </message>
    <message>
        <source>%1 shows another key than before</source>
        <translation>%1의 호스트 키가 이전과 다릅니다</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Key type</source>
        <translation>키 종류</translation>
    </message>
    <message>
        <source>Key on record</source>
        <translation>기록된 키</translation>
    </message>
    <message>
        <source>Key shown now</source>
        <translation>현재 제시된 키</translation>
    </message>
    <message>
        <source>Recorded in</source>
        <translation>기록 위치</translation>
    </message>
    <message>
        <source>Replacing keeps a backup of the file, puts the key shown now in place of the old entries of this host and connects again. It is written to the audit log.</source>
        <translation>교체하면 파일을 백업한 뒤 이 호스트의 기존 항목 대신 지금 제시된 키를 기록하고 다시 연결합니다. 이 작업은 감사 로그에 기록됩니다.</translation>
    </message>
    <message>
        <source>I know that %1 was rebuilt and that the new key is its own.</source>
        <translation>%1이(가) 재설치되었으며 새 키가 이 노드의 것임을 확인했습니다.</translation>
    </message>
    <message>
        <source>Keep the old key</source>
        <translation>기존 키 유지</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>교체</translation>
    </message>
    <message>
        <source>The new key is explained. The console refused the session and sent nothing until you have agreed.</source>
        <translation>새 키의 근거가 확인되었습니다. 동의하기 전까지 콘솔은 세션을 거부하며 아무것도 보내지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing explains the new key: either the node was rebuilt, or something else answers in its place. The console refused the session and sent nothing.</source>
        <translation>새 키를 설명하는 근거가 없습니다. 노드가 재구축되었거나 다른 호스트가 대신 응답하고 있습니다. 콘솔은 세션을 거부했으며 아무것도 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>근거 확인됨</translation>
    </message>
    <message>
        <source>Not explained</source>
        <translation>근거 없음</translation>
    </message>
    <message>
        <source>Last characters of the fingerprint</source>
        <translation>지문의 마지막 문자</translation>
    </message>
    <message>
        <source>Read the fingerprint from another source, such as the console of %1, and type its last %2 characters or paste all of it:</source>
        <translation>%1의 콘솔 등 다른 경로로 지문을 확인한 뒤 마지막 %2자를 입력하거나 전체를 붙여 넣으세요:</translation>
    </message>
</context>
<context>
    <name>Vermagic::ClaimsModel</name>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation>근거 종류</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>Said of</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>any version</source>
        <translation>모든 버전</translation>
    </message>
    <message>
        <source>said in a guide</source>
        <translation>안내 문서의 설명</translation>
    </message>
    <message>
        <source>claimed by the vendor</source>
        <translation>공급사의 주장</translation>
    </message>
    <message>
        <source>follows from sources or reports</source>
        <translation>소스 또는 보고에서 추론</translation>
    </message>
    <message>
        <source>tested by the vendor</source>
        <translation>공급사가 시험함</translation>
    </message>
    <message>
        <source>built in the laboratory</source>
        <translation>실험실에서 빌드함</translation>
    </message>
    <message>
        <source>built on our node</source>
        <translation>우리 노드에서 빌드함</translation>
    </message>
    <message>
        <source>loaded on our node</source>
        <translation>우리 노드에서 로드함</translation>
    </message>
    <message>
        <source>mounted on our node</source>
        <translation>우리 노드에서 마운트함</translation>
    </message>
    <message>
        <source>works</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>시도 안 함</translation>
    </message>
</context>
<context>
    <name>Vermagic::CommandBox</name>
    <message>
        <source>Copy command</source>
        <translation>명령 복사</translation>
    </message>
</context>
<context>
    <name>Vermagic::CompatibilityModel</name>
    <message>
        <source>%1 on Linux %2: %3</source>
        <translation>Linux %2의 %1: %3</translation>
    </message>
    <message>
        <source>with the kernel</source>
        <translation>커널에 포함</translation>
    </message>
    <message>
        <source>Running on: %1</source>
        <translation>실행 중인 노드: %1</translation>
    </message>
    <message>
        <source>After the next reboot on: %1</source>
        <translation>다음 재부팅 후의 노드: %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>works</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>contradicted</source>
        <translation>모순</translation>
    </message>
</context>
<context>
    <name>Vermagic::CompatibilityWindow</name>
    <message>
        <source>BeeGFS client</source>
        <translation>BeeGFS 클라이언트</translation>
    </message>
    <message>
        <source>Lustre client</source>
        <translation>Lustre 클라이언트</translation>
    </message>
    <message>
        <source>Lustre server</source>
        <translation>Lustre 서버</translation>
    </message>
    <message>
        <source>virtio-fs</source>
        <translation>virtio-fs</translation>
    </message>
    <message>
        <source>Compatibility matrix</source>
        <translation>호환성 표</translation>
    </message>
    <message>
        <source>&amp;File system:</source>
        <translation>파일 시스템(&amp;F):</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Versions and kernels</source>
        <translation>버전과 커널</translation>
    </message>
    <message>
        <source>What is said of the chosen cell</source>
        <translation>선택한 칸의 근거</translation>
    </message>
    <message>
        <source>said to work, but an equal or stronger source says that it fails</source>
        <translation>동작한다고 알려졌지만 같거나 더 강한 근거가 실패라고 합니다</translation>
    </message>
    <message>
        <source>●  our nodes   ○  our nodes after their next reboot</source>
        <translation>●  우리 노드   ○  다음 재부팅 후의 우리 노드</translation>
    </message>
    <message>
        <source>Nobody tells.</source>
        <translation>알려진 근거가 없습니다.</translation>
    </message>
    <message>
        <source>Running on: %1</source>
        <translation>실행 중인 노드: %1</translation>
    </message>
    <message>
        <source>After the next reboot on: %1</source>
        <translation>다음 재부팅 후의 노드: %1</translation>
    </message>
</context>
<context>
    <name>Vermagic::Console</name>
    <message>
        <source>The inventory cannot be read</source>
        <translation>인벤토리를 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>Nodes are being changed. Stop or await the runs first.</source>
        <translation>노드를 변경하고 있습니다. 먼저 실행을 중지하거나 끝날 때까지 기다리세요.</translation>
    </message>
    <message>
        <source>The inventory stays</source>
        <translation>인벤토리를 바꾸지 않았습니다</translation>
    </message>
    <message>
        <source>Opened %1</source>
        <translation>%1 열림</translation>
    </message>
    <message>
        <source>“%1” was under way when the console ended</source>
        <translation>콘솔이 종료될 때 “%1” 단계가 진행 중이었습니다</translation>
    </message>
    <message>
        <source>Starting the practice cluster…</source>
        <translation>연습 클러스터를 시작하는 중…</translation>
    </message>
    <message>
        <source>The practice cluster does not start</source>
        <translation>연습 클러스터를 시작할 수 없습니다</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>변경된 것이 없습니다</translation>
    </message>
    <message>
        <source>The host key stays</source>
        <translation>호스트 키를 바꾸지 않았습니다</translation>
    </message>
    <message>
        <source>Wrote %1</source>
        <translation>%1 저장됨</translation>
    </message>
    <message>
        <source>No forecast: %1</source>
        <translation>예측할 수 없음: %1</translation>
    </message>
    <message numerus="yes">
        <source>As far as can be foreseen, %n node(s) will break.</source>
        <translation>
            <numerusform>예측에 따르면 노드 %n대가 중단됩니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>The console</source>
        <translation>콘솔</translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation>파일을 쓰지 못했습니다</translation>
    </message>
    <message>
        <source>A benchmark is under way. Cancel or await it first.</source>
        <translation>벤치마크가 진행 중입니다. 먼저 취소하거나 끝날 때까지 기다리십시오.</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>기록하지 않습니다</translation>
    </message>
    <message>
        <source>What is seen is recorded in %1</source>
        <translation>점검 내용을 %1에 기록합니다</translation>
    </message>
    <message>
        <source>Recorded %1</source>
        <translation>%1 기록 완료</translation>
    </message>
</context>
<context>
    <name>Vermagic::ConsoleBenchmarks</name>
    <message>
        <source>Removed what a killed benchmark had left: %1</source>
        <translation>강제 종료된 벤치마크가 남긴 것을 삭제함: %1</translation>
    </message>
    <message>
        <source>The benchmark was not started</source>
        <translation>벤치마크를 시작하지 않음</translation>
    </message>
    <message>
        <source>Benchmark %1: %2. %3</source>
        <translation>벤치마크 %1: %2. %3</translation>
    </message>
    <message>
        <source>The benchmark run cannot be read</source>
        <translation>벤치마크 기록을 읽을 수 없음</translation>
    </message>
    <message>
        <source>At least %1 expected: %2.</source>
        <translation>%1 이상이어야 함: %2.</translation>
    </message>
</context>
<context>
    <name>Vermagic::ConsoleReplay</name>
    <message>
        <source>This is a recorded session: nothing can be asked of its nodes or changed there.</source>
        <translation>기록된 세션입니다. 노드를 점검하거나 변경할 수 없습니다.</translation>
    </message>
    <message>
        <source>The file was not written</source>
        <translation>파일을 쓰지 못했습니다</translation>
    </message>
</context>
<context>
    <name>Vermagic::ConsoleStatusBar</name>
    <message>
        <source>audit: %1</source>
        <translation>감사 로그: %1</translation>
    </message>
    <message numerus="yes">
        <source>sweeping, %n node(s) left</source>
        <translation>
            <numerusform>점검 중, %n개 노드 남음</numerusform>
        </translation>
    </message>
    <message>
        <source>swept %1 in %2 s</source>
        <translation>%1 점검 (%2초 소요)</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) up</source>
        <translation>
            <numerusform>세션 %n개 연결됨</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused (host key)</source>
        <translation>
            <numerusform>%n개 거부됨 (호스트 키)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::CredentialDialog</name>
    <message>
        <source>Password for %1</source>
        <translation>%1 비밀번호</translation>
    </message>
    <message>
        <source>Passphrase of the key for %1</source>
        <translation>%1 접속용 키의 암호</translation>
    </message>
    <message>
        <source>%1 asks</source>
        <translation>%1의 질문</translation>
    </message>
    <message>
        <source>sudo password on %1</source>
        <translation>%1의 sudo 비밀번호</translation>
    </message>
    <message>
        <source>Used for this node only. It is kept in memory while the console runs, and not stored.</source>
        <translation>이 노드에만 사용합니다. 콘솔이 실행되는 동안 메모리에만 보관하며 저장하지 않습니다.</translation>
    </message>
    <message>
        <source>Used for %1. It is kept in memory while the console runs, and not stored.</source>
        <translation>%1에 사용합니다. 콘솔이 실행되는 동안 메모리에만 보관하며 저장하지 않습니다.</translation>
    </message>
    <message>
        <source>The last answer was not accepted.</source>
        <translation>방금 입력한 값이 거부되었습니다.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>거절</translation>
    </message>
</context>
<context>
    <name>Vermagic::Dashboard</name>
    <message>
        <source>Remediation</source>
        <translation>조치</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>활동</translation>
    </message>
    <message>
        <source>Node output</source>
        <translation>노드 출력</translation>
    </message>
    <message>
        <source>Remediation · %1</source>
        <translation>조치 · %1</translation>
    </message>
    <message>
        <source>Live throughput</source>
        <translation>실시간 처리량</translation>
    </message>
</context>
<context>
    <name>Vermagic::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
</context>
<context>
    <name>Vermagic::ExportButton</name>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>그림(PNG)…</translation>
    </message>
    <message>
        <source>Drawing (SVG)…</source>
        <translation>도면(SVG)…</translation>
    </message>
    <message>
        <source>Values (CSV)…</source>
        <translation>값(CSV)…</translation>
    </message>
    <message>
        <source>Export throughput</source>
        <translation>처리량 내보내기</translation>
    </message>
</context>
<context>
    <name>Vermagic::ExportDialog</name>
    <message>
        <source>&amp;Replace names and addresses</source>
        <translation>이름과 주소 바꾸기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>저장(&amp;S)…</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>보고서 내보내기</translation>
    </message>
    <message>
        <source>HTML page</source>
        <translation>HTML 페이지</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>표(CSV)</translation>
    </message>
    <message>
        <source>Tests (JUnit)</source>
        <translation>테스트(JUnit)</translation>
    </message>
    <message>
        <source>Metrics (Prometheus)</source>
        <translation>메트릭(Prometheus)</translation>
    </message>
    <message>
        <source>Line of a plugin (Nagios)</source>
        <translation>플러그인 한 줄(Nagios)</translation>
    </message>
    <message>
        <source>All nodes</source>
        <translation>모든 노드</translation>
    </message>
    <message numerus="yes">
        <source>%n selected node(s)</source>
        <translation>
            <numerusform>선택한 노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>그룹 %1</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>노드(&amp;N)</translation>
    </message>
    <message>
        <source>Node names, addresses, users and paths become pseudonyms, the same ones throughout the report.</source>
        <translation>노드 이름, 주소, 사용자, 경로를 보고서 전체에서 일관된 가명으로 바꿉니다.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리 보기</translation>
    </message>
    <message>
        <source>[the rest is not shown here]</source>
        <translation>[나머지는 여기에 표시하지 않습니다]</translation>
    </message>
</context>
<context>
    <name>Vermagic::FilterLine</name>
    <message>
        <source>Filter: node, role, state:broken, kernel:6.12*</source>
        <translation>필터: 노드, 역할, state:broken, kernel:6.12*</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>필터</translation>
    </message>
    <message>
        <source>Words and key:value terms, all of which must hold. * and ? stand for any characters, a,b for either, -term for not, quotes keep blanks.</source>
        <translation>단어와 키:값 조건을 모두 만족하는 노드만 표시합니다. *와 ?는 임의의 문자, a,b는 둘 중 하나, -조건은 제외, 따옴표는 공백 포함을 뜻합니다.</translation>
    </message>
</context>
<context>
    <name>Vermagic::FindingCard</name>
    <message>
        <source>Root cause: %1</source>
        <translation>근본 원인: %1</translation>
    </message>
    <message>
        <source>Expected: %1</source>
        <translation>기대: %1</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>실제: %1</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>기대</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>실제</translation>
    </message>
    <message>
        <source>The logs say</source>
        <translation>로그 내용</translation>
    </message>
    <message numerus="yes">
        <source>%n later link(s) fail because of it.</source>
        <translation>
            <numerusform>이 때문에 뒤의 %n개 항목도 실패합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Matches the playbook “%1”.</source>
        <translation>플레이북 “%1”에 해당합니다.</translation>
    </message>
    <message>
        <source>Review key…</source>
        <translation>키 확인…</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>조치…</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>조치: %1</translation>
    </message>
    <message>
        <source>Show evidence</source>
        <translation>근거 보기</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>복사: %1</translation>
    </message>
    <message>
        <source>Copy as text, for a ticket or a chat</source>
        <translation>문서나 대화에 붙여 넣을 수 있게 텍스트로 복사</translation>
    </message>
</context>
<context>
    <name>Vermagic::FleetStrip</name>
    <message>
        <source>State of every node</source>
        <translation>전체 노드 상태</translation>
    </message>
</context>
<context>
    <name>Vermagic::HostKeyDialog</name>
    <message>
        <source>Unknown host key</source>
        <translation>알 수 없는 호스트 키</translation>
    </message>
    <message>
        <source>Is this really %1?</source>
        <translation>이 호스트가 정말 %1입니까?</translation>
    </message>
    <message>
        <source>This console has not met the node before. Compare the fingerprint with one that you got on another way, such as the node&apos;s own console, before you accept it.</source>
        <translation>이 콘솔이 처음 접속하는 노드입니다. 승인하기 전에 노드의 로컬 콘솔 등 다른 경로로 얻은 지문과 비교하십시오.</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Key type</source>
        <translation>키 종류</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>지문</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>지문 그림</translation>
    </message>
    <message>
        <source>Stored in</source>
        <translation>저장 위치</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>거부</translation>
    </message>
    <message>
        <source>Accept and store</source>
        <translation>승인하고 저장</translation>
    </message>
</context>
<context>
    <name>Vermagic::ImpactView</name>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>변경되는 것</translation>
    </message>
    <message>
        <source>The node is being asked; the plan can be approved without waiting.</source>
        <translation>노드에 확인하는 중입니다. 기다리지 않고 계획을 승인할 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>install %1 %2</source>
        <translation>%1 %2 설치</translation>
    </message>
    <message>
        <source>upgrade %1 to %2</source>
        <translation>%1을(를) %2(으)로 업그레이드</translation>
    </message>
    <message>
        <source>remove %1 %2</source>
        <translation>%1 %2 제거</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>패키지</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>%1 로드</translation>
    </message>
    <message>
        <source>unload %1</source>
        <translation>%1 언로드</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>모듈</translation>
    </message>
    <message>
        <source>%1, which needs one of them</source>
        <translation>%1 (위 서비스가 필요함)</translation>
    </message>
    <message>
        <source>all of them, for the node reboots</source>
        <translation>노드가 재부팅되므로 모든 서비스</translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <source>could not be looked at: %1</source>
        <translation>확인할 수 없음: %1</translation>
    </message>
    <message>
        <source>%1: %2 (process %3 of %4)</source>
        <translation>%1: %2 (프로세스 %3, 사용자 %4)</translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) of others could not be looked into</source>
        <translation>
            <numerusform>다른 사용자의 프로세스 %n개는 확인할 수 없음</numerusform>
        </translation>
    </message>
    <message>
        <source>On the mounts</source>
        <translation>마운트 사용</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>could not be asked for: %1</source>
        <translation>확인할 수 없음: %1</translation>
    </message>
    <message>
        <source>%1 of %2: %3, %4, %5 left</source>
        <translation>%1 (%2): %3, %4, 남은 시간 %5</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>%1: cannot be simulated</source>
        <translation>%1: 미리 확인할 수 없음</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>아직 알 수 없음</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>예상</translation>
    </message>
    <message>
        <source>Next boot</source>
        <translation>다음 부팅</translation>
    </message>
</context>
<context>
    <name>Vermagic::LeaveQuestion</name>
    <message>
        <source>Leave now?</source>
        <translation>지금 종료하시겠습니까?</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) are being changed.</source>
        <translation>
            <numerusform>노드 %n개를 변경하고 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>A benchmark is under way.</source>
        <translation>벤치마크가 실행 중입니다.</translation>
    </message>
    <message>
        <source>It ends without a verdict and is not kept. Its files are removed from the nodes.</source>
        <translation>판정 없이 끝나며 결과는 보관되지 않습니다. 파일은 노드에서 삭제됩니다.</translation>
    </message>
    <message>
        <source>A long step goes on at its node and is found again at the next start; other steps may be cut off. What comes after them is not done, and nothing is verified.</source>
        <translation>긴 단계는 노드에서 계속 실행되며 다음에 시작할 때 다시 찾습니다. 다른 단계는 중간에 끊길 수 있습니다. 이후 단계는 실행되지 않고 결과도 확인되지 않습니다.</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>계속 열어 두기</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>Vermagic::LogLinesView</name>
    <message>
        <source>known, harmless</source>
        <translation>알려진 무해한 줄</translation>
    </message>
    <message>
        <source>error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n회</numerusform>
        </translation>
    </message>
    <message>
        <source>Known log lines</source>
        <translation>알려진 로그 줄</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>조치…</translation>
    </message>
    <message>
        <source>Plan the playbook “%1” for this node</source>
        <translation>이 노드에 플레이북 “%1” 계획</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>조치: %1</translation>
    </message>
    <message>
        <source>Cause: %1</source>
        <translation>원인: %1</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>조치 방법: %1</translation>
    </message>
</context>
<context>
    <name>Vermagic::MainWindow</name>
    <message>
        <source>Main toolbar</source>
        <translation>기본 도구 모음</translation>
    </message>
    <message>
        <source>%1 — Vermagic</source>
        <translation>%1 — Vermagic</translation>
    </message>
    <message>
        <source>%1, recorded %2 — Vermagic</source>
        <translation>%1, %2 기록 — Vermagic</translation>
    </message>
</context>
<context>
    <name>Vermagic::MatrixPanel</name>
    <message>
        <source>nothing</source>
        <translation>묶지 않음</translation>
    </message>
    <message>
        <source>group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>role</source>
        <translation>역할</translation>
    </message>
    <message>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>커널</translation>
    </message>
    <message>
        <source>&amp;Group by</source>
        <translation>묶기(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>열(&amp;C)</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>열</translation>
    </message>
    <message>
        <source>Fit to contents</source>
        <translation>내용에 맞춤</translation>
    </message>
    <message>
        <source>Group by: %1</source>
        <translation>묶기: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) alike</source>
        <translation>
            <numerusform>%n개 노드 동일</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s) in kernel (%1)</source>
        <translation>
            <numerusform>%n개 커널 다름 (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s) in mounts</source>
        <translation>
            <numerusform>%n개 마운트 다름</numerusform>
        </translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>조치…</translation>
    </message>
    <message>
        <source>Review key…</source>
        <translation>키 확인…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Run a benchmark…</source>
        <translation>벤치마크 실행…</translation>
    </message>
    <message>
        <source>Copy summary</source>
        <translation>요약 복사</translation>
    </message>
</context>
<context>
    <name>Vermagic::MatrixView</name>
    <message>
        <source>Node matrix</source>
        <translation>노드 매트릭스</translation>
    </message>
    <message>
        <source>Review key…</source>
        <translation>키 확인…</translation>
    </message>
    <message>
        <source>No node matches the filter.</source>
        <translation>필터에 맞는 노드가 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeInspector</name>
    <message>
        <source>Kernel-to-mount chain · %1</source>
        <translation>커널부터 마운트까지 · %1</translation>
    </message>
    <message>
        <source>Chain of the selected node</source>
        <translation>선택한 노드의 체인</translation>
    </message>
    <message>
        <source>No node selected</source>
        <translation>선택한 노드 없음</translation>
    </message>
    <message>
        <source>Select a node to see its chain from the kernel to the mount, the first broken link and what can be done about it.</source>
        <translation>노드를 선택하면 커널부터 마운트까지의 체인과 처음 끊어진 지점, 가능한 조치를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>This node has not been checked yet.</source>
        <translation>이 노드는 아직 점검하지 않았습니다.</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>근거</translation>
    </message>
    <message>
        <source>Evidence for %1</source>
        <translation>%1 근거</translation>
    </message>
    <message>
        <source>Next boot</source>
        <translation>다음 부팅</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>노드 %n개 선택됨</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong with these nodes.</source>
        <translation>이 노드들에는 문제가 없습니다.</translation>
    </message>
    <message>
        <source>Foreseen %1</source>
        <translation>예측 시각: %1</translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeMatrixModel</name>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n node(s)</source>
        <translation>
            <numerusform>%1 · 노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>no rates</source>
        <translation>처리량 없음</translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeOutputView</name>
    <message>
        <source>Output of the node</source>
        <translation>노드의 출력</translation>
    </message>
    <message>
        <source>Sections of the probe</source>
        <translation>점검 항목</translation>
    </message>
    <message numerus="yes">
        <source>Known log lines (%n)</source>
        <translation>
            <numerusform>알려진 로그 줄 (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: what its logs say</source>
        <translation>%1: 로그 내용</translation>
    </message>
    <message>
        <source>Select one node to read what it answered.</source>
        <translation>노드를 하나 선택하면 응답 내용을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 has not answered anything yet.</source>
        <translation>%1의 응답이 아직 없습니다.</translation>
    </message>
    <message>
        <source>(no output)</source>
        <translation>(출력 없음)</translation>
    </message>
</context>
<context>
    <name>Vermagic::ParameterForm</name>
    <message>
        <source>as the node says</source>
        <translation>노드의 값 그대로</translation>
    </message>
    <message>
        <source>A value is needed.</source>
        <translation>값이 필요합니다.</translation>
    </message>
    <message>
        <source>This is not a kernel release.</source>
        <translation>커널 릴리스가 아닙니다.</translation>
    </message>
    <message>
        <source>This is not a version.</source>
        <translation>버전이 아닙니다.</translation>
    </message>
    <message>
        <source>This is not an absolute path.</source>
        <translation>절대 경로가 아닙니다.</translation>
    </message>
    <message>
        <source>This is not a number.</source>
        <translation>숫자가 아닙니다.</translation>
    </message>
    <message>
        <source>Only letters, digits and . _ + - are allowed.</source>
        <translation>문자, 숫자와 . _ + - 만 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>Vermagic::PlanHeader</name>
    <message>
        <source>Plan: %1 · %2</source>
        <translation>계획: %1 · %2</translation>
    </message>
    <message>
        <source>Stops after this step</source>
        <translation>이 단계 후 중지 예정</translation>
    </message>
    <message>
        <source>Reboots the node</source>
        <translation>노드 재부팅 필요</translation>
    </message>
    <message>
        <source>No reboot</source>
        <translation>재부팅 없음</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n단계</numerusform>
        </translation>
    </message>
    <message>
        <source>Key explained</source>
        <translation>키 근거 확인됨</translation>
    </message>
    <message>
        <source>Key not explained</source>
        <translation>키 근거 없음</translation>
    </message>
    <message>
        <source>%1 of %2 steps are done</source>
        <translation>%2단계 중 %1단계 완료</translation>
    </message>
</context>
<context>
    <name>Vermagic::PlanView</name>
    <message>
        <source>Verify</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>A fresh probe must no longer find the fault.</source>
        <translation>다시 점검했을 때 문제가 없어야 합니다.</translation>
    </message>
    <message>
        <source>Preflight</source>
        <translation>사전 점검</translation>
    </message>
    <message>
        <source>%1 of %2 hold</source>
        <translation>%2개 중 %1개 충족</translation>
    </message>
    <message>
        <source>Does not hold: %1</source>
        <translation>충족되지 않음: %1</translation>
    </message>
    <message>
        <source>Fixed: a fresh probe no longer finds the fault.</source>
        <translation>해결됨: 다시 점검한 결과 문제가 더 이상 없습니다.</translation>
    </message>
    <message>
        <source>Not fixed: a fresh probe still finds the fault.</source>
        <translation>해결 안 됨: 다시 점검해도 문제가 남아 있습니다.</translation>
    </message>
    <message>
        <source>A fresh probe shows how the node is afterwards.</source>
        <translation>새로 점검하여 이후의 노드 상태를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Undone: the steps were taken back and the node was looked at anew.</source>
        <translation>되돌림: 단계를 되돌리고 노드를 다시 점검했습니다.</translation>
    </message>
    <message>
        <source>Done: every step did what was expected.</source>
        <translation>완료: 모든 단계가 예상대로 수행되었습니다.</translation>
    </message>
    <message>
        <source>Done when every step did what was expected.</source>
        <translation>모든 단계가 예상대로 수행되면 완료입니다.</translation>
    </message>
</context>
<context>
    <name>Vermagic::PlaybookDialog</name>
    <message>
        <source>Begin anew, whatever was done before</source>
        <translation>이전에 한 것과 관계없이 처음부터 다시</translation>
    </message>
    <message>
        <source>Show plan…</source>
        <translation>계획 보기…</translation>
    </message>
    <message>
        <source>Playbooks</source>
        <translation>플레이북</translation>
    </message>
    <message>
        <source>Find a playbook</source>
        <translation>플레이북 찾기</translation>
    </message>
    <message>
        <source>The chosen playbook</source>
        <translation>선택한 플레이북</translation>
    </message>
    <message>
        <source>A finding calls for it: choose Fix… at the node.</source>
        <translation>발견된 문제에 쓰입니다. 노드에서 해결…을 선택하십시오.</translation>
    </message>
    <message>
        <source>Runs on this machine, in the folder of the build environment; needs no node.</source>
        <translation>이 컴퓨터의 빌드 환경 폴더에서 실행되며 노드가 필요 없습니다.</translation>
    </message>
    <message>
        <source>Select the nodes first.</source>
        <translation>먼저 노드를 선택하십시오.</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>대상: %1</translation>
    </message>
    <message>
        <source>No playbook is called that.</source>
        <translation>그런 플레이북이 없습니다.</translation>
    </message>
    <message>
        <source>reboots the node</source>
        <translation>노드를 재부팅</translation>
    </message>
    <message>
        <source>goes on after a stop</source>
        <translation>중단 후 이어서 진행</translation>
    </message>
    <message>
        <source>Obsolete: %1</source>
        <translation>폐기됨: %1</translation>
    </message>
    <message>
        <source>Instead: %1</source>
        <translation>대신: %1</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>출처: %1</translation>
    </message>
</context>
<context>
    <name>Vermagic::PlaybookModel</name>
    <message>
        <source>obsolete</source>
        <translation>폐기됨</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>요청 시</translation>
    </message>
    <message>
        <source>for a finding</source>
        <translation>발견 시</translation>
    </message>
    <message>
        <source>low</source>
        <translation>낮음</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>high</source>
        <translation>높음</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>절차</translation>
    </message>
    <message>
        <source>Playbook</source>
        <translation>플레이북</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>위험</translation>
    </message>
</context>
<context>
    <name>Vermagic::RemediationPanel</name>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop after this step</source>
        <translation>이 단계 후 중지</translation>
    </message>
    <message>
        <source>Cancel run</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Nodes of this remediation</source>
        <translation>조치 대상 노드</translation>
    </message>
    <message>
        <source>No plan for %1: %2</source>
        <translation>%1에 대한 계획을 세울 수 없음: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (canary)</source>
        <translation>%1 (카나리)</translation>
    </message>
    <message>
        <source>Runs first; the others follow only when it is fixed.</source>
        <translation>먼저 실행하며, 해결되어야 나머지 노드를 진행합니다.</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>아직 실행한 조치 없음</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>차례를 기다리는 중</translation>
    </message>
    <message numerus="yes">
        <source>Run on %n node(s)</source>
        <translation>
            <numerusform>노드 %n개에서 실행</numerusform>
        </translation>
    </message>
    <message>
        <source>Run on %1</source>
        <translation>%1에서 실행</translation>
    </message>
    <message>
        <source>Undo…</source>
        <translation>되돌리기…</translation>
    </message>
    <message>
        <source>What else?</source>
        <translation>남은 작업</translation>
    </message>
    <message>
        <source>Shows the commands that take back what was done; nothing runs before you approve it.</source>
        <translation>수행한 작업을 되돌리는 명령을 보여 줍니다. 승인하기 전에는 아무것도 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>Back to what needs doing; the run stays in the activity log.</source>
        <translation>필요한 조치 목록으로 돌아갑니다. 실행 기록은 활동에 남습니다.</translation>
    </message>
    <message>
        <source>What needs doing</source>
        <translation>필요한 조치</translation>
    </message>
    <message>
        <source>Fix… shows every step first. Nothing runs before you approve it.</source>
        <translation>조치…를 누르면 모든 단계를 먼저 보여 줍니다. 승인하기 전에는 아무것도 실행되지 않습니다.</translation>
    </message>
    <message>
        <source>Review the key of %1…</source>
        <translation>%1의 키 확인…</translation>
    </message>
</context>
<context>
    <name>Vermagic::ReplayBar</name>
    <message>
        <source>Previous sweep</source>
        <translation>이전 점검</translation>
    </message>
    <message>
        <source>Play the sweeps one after the other</source>
        <translation>점검을 차례로 재생</translation>
    </message>
    <message>
        <source>Next sweep</source>
        <translation>다음 점검</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>점검</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>실제 속도</translation>
    </message>
    <message>
        <source>%1 times as fast</source>
        <translation>%1배속</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Recorded session, sweep %1 of %2: %3</source>
        <translation>기록된 세션, 점검 %1/%2: %3</translation>
    </message>
    <message>
        <source>Recorded session without a sweep</source>
        <translation>점검이 없는 기록된 세션</translation>
    </message>
</context>
<context>
    <name>Vermagic::RolloutBox</name>
    <message>
        <source>Nodes down at &amp;once:</source>
        <translation>동시에 중단할 노드 수(&amp;O):</translation>
    </message>
    <message>
        <source>Nodes down at once</source>
        <translation>동시에 중단할 노드 수</translation>
    </message>
    <message>
        <source>The canary goes alone. After a failure no other node is begun.</source>
        <translation>카나리 노드 한 대를 먼저 실행합니다. 실패하면 다른 노드는 시작하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Vermagic::RunView</name>
    <message>
        <source>%1 on %2</source>
        <translation>%2: %1</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>경과</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>환경</translation>
    </message>
    <message>
        <source>They measured nothing that can be compared.</source>
        <translation>비교할 수 있는 측정값이 없습니다.</translation>
    </message>
    <message>
        <source>Before: %1
After: %2</source>
        <translation>이전: %1
이후: %2</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Differences (%1)</source>
        <translation>차이(%1)</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>After</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>%1 of %2 s</source>
        <translation>%1/%2초</translation>
    </message>
</context>
<context>
    <name>Vermagic::ScalingRunner</name>
    <message>
        <source>it takes two nodes or more to see how the rate grows with them</source>
        <translation>노드 수에 따른 변화를 보려면 노드가 두 개 이상 필요함</translation>
    </message>
</context>
<context>
    <name>Vermagic::StartPage</name>
    <message>
        <source>Vermagic</source>
        <translation>Vermagic</translation>
    </message>
    <message>
        <source>See, fix and foresee file-system modules that do not match their kernel.</source>
        <translation>커널과 맞지 않는 파일 시스템 모듈을 찾아내고, 고치고, 미리 막습니다.</translation>
    </message>
    <message>
        <source>Practice cluster</source>
        <translation>연습 클러스터</translation>
    </message>
    <message>
        <source>Simulated nodes on this machine, some of them broken on purpose.</source>
        <translation>이 컴퓨터에서 모의 노드를 실행합니다. 일부는 일부러 고장 나 있습니다.</translation>
    </message>
    <message>
        <source>Open an inventory…</source>
        <translation>인벤토리 열기…</translation>
    </message>
    <message>
        <source>A YAML file that names your nodes and file systems.</source>
        <translation>노드와 파일 시스템을 정의한 YAML 파일입니다.</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>An Ansible inventory or an OpenSSH client configuration.</source>
        <translation>Ansible 인벤토리 또는 OpenSSH 클라이언트 설정 파일입니다.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Used last</source>
        <translation>최근 사용</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
</context>
<context>
    <name>Vermagic::StepCard</name>
    <message>
        <source>Output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>Progress of step %1</source>
        <translation>%1단계 진행 상황</translation>
    </message>
    <message>
        <source>Output of step %1</source>
        <translation>%1단계 출력</translation>
    </message>
    <message>
        <source>Step %1: %2</source>
        <translation>%1단계: %2</translation>
    </message>
    <message>
        <source>expected %1</source>
        <translation>기대: %1</translation>
    </message>
    <message>
        <source>got %1</source>
        <translation>결과: %1</translation>
    </message>
    <message>
        <source>found running again after the session was lost</source>
        <translation>세션이 끊긴 뒤 실행 중인 작업을 다시 찾음</translation>
    </message>
    <message>
        <source>undo: %1</source>
        <translation>되돌리기: %1</translation>
    </message>
    <message>
        <source>Output of step %1: %2</source>
        <translation>%1단계 출력: %2</translation>
    </message>
    <message>
        <source>no undo: %1</source>
        <translation>되돌릴 수 없음: %1</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>이 컴퓨터에서</translation>
    </message>
    <message>
        <source>clean-up</source>
        <translation>정리</translation>
    </message>
    <message>
        <source>never twice</source>
        <translation>두 번 실행 금지</translation>
    </message>
    <message>
        <source>done on %1</source>
        <translation>%1에 완료</translation>
    </message>
    <message>
        <source>not run when this succeeds: %1</source>
        <translation>다음 명령이 성공하면 실행하지 않음: %1</translation>
    </message>
</context>
<context>
    <name>Vermagic::SummaryChips</name>
    <message numerus="yes">
        <source>%n healthy</source>
        <translation>
            <numerusform>정상 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>주의 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken</source>
        <translation>
            <numerusform>장애 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unreachable</source>
        <translation>
            <numerusform>연결 불가 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchecked</source>
        <translation>
            <numerusform>미점검 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Show only these nodes</source>
        <translation>이 노드만 보기</translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputChart</name>
    <message>
        <source>95th percentile</source>
        <translation>95번째 백분위수</translation>
    </message>
    <message>
        <source>75th percentile</source>
        <translation>75번째 백분위수</translation>
    </message>
    <message>
        <source>median</source>
        <translation>중앙값</translation>
    </message>
    <message>
        <source>25th percentile</source>
        <translation>25번째 백분위수</translation>
    </message>
    <message>
        <source>5th percentile</source>
        <translation>5번째 백분위수</translation>
    </message>
    <message>
        <source>together</source>
        <translation>합계</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>중앙값 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>나머지 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>임계값 %1</translation>
    </message>
    <message>
        <source>Throughput chart</source>
        <translation>처리량 차트</translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputLegend</name>
    <message>
        <source>All lines</source>
        <translation>모든 선</translation>
    </message>
    <message>
        <source>Fastest %1</source>
        <translation>가장 빠른 %1개</translation>
    </message>
    <message>
        <source>Slowest %1</source>
        <translation>가장 느린 %1개</translation>
    </message>
    <message>
        <source>Below the threshold</source>
        <translation>임계값 미달</translation>
    </message>
    <message>
        <source>Lines to list</source>
        <translation>나열할 선</translation>
    </message>
    <message>
        <source>Which lines are listed; what is drawn is chosen by their check marks</source>
        <translation>나열할 선을 고릅니다. 무엇을 그릴지는 확인 표시로 정합니다</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>범례</translation>
    </message>
    <message>
        <source>Draw only these</source>
        <translation>이 선만 그리기</translation>
    </message>
    <message>
        <source>Hide these</source>
        <translation>이 선 숨기기</translation>
    </message>
    <message>
        <source>Draw all</source>
        <translation>모두 그리기</translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputModel</name>
    <message>
        <source>whole nodes</source>
        <translation>노드 전체</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>데이터 없음</translation>
    </message>
    <message>
        <source>met</source>
        <translation>달성</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>미달</translation>
    </message>
    <message>
        <source>whole node</source>
        <translation>노드 전체</translation>
    </message>
    <message>
        <source>all</source>
        <translation>모두</translation>
    </message>
    <message>
        <source>%1: at least %2 expected, by the mean of the last %3 s</source>
        <translation>%1: 최근 %3초 평균으로 %2 이상이어야 합니다</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>선</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>현재</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>판정</translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputPanel</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Show the whole run</source>
        <translation>전체 실행 보기</translation>
    </message>
    <message>
        <source>Values as a table</source>
        <translation>값을 표로 보기</translation>
    </message>
    <message>
        <source>In a window of its own</source>
        <translation>별도 창으로 보기</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>읽기</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>쓰기</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Per node</source>
        <translation>노드별</translation>
    </message>
    <message>
        <source>Per file system</source>
        <translation>파일 시스템별</translation>
    </message>
    <message>
        <source>Stacked</source>
        <translation>누적</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>측정 항목</translation>
    </message>
    <message>
        <source>How lines are made</source>
        <translation>선 구성 방식</translation>
    </message>
    <message>
        <source>File system</source>
        <translation>파일 시스템</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>No rates yet. Start a benchmark or live sampling; lines appear here as nodes answer.</source>
        <translation>아직 처리량이 없습니다. 벤치마크나 실시간 측정을 시작하면 노드가 응답하는 대로 여기에 선이 나타납니다.</translation>
    </message>
    <message>
        <source>Follow the newest rates</source>
        <translation>최신 처리량 따라가기</translation>
    </message>
    <message>
        <source>All file systems</source>
        <translation>모든 파일 시스템</translation>
    </message>
    <message>
        <source>Whole node</source>
        <translation>노드 전체</translation>
    </message>
    <message numerus="yes">
        <source>%n meet(s) the threshold</source>
        <translation>
            <numerusform>%n개 임계값 달성</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n miss(es) it</source>
        <translation>
            <numerusform>%n개 미달</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n개 숨김</numerusform>
        </translation>
    </message>
    <message>
        <source>No rates of this kind</source>
        <translation>이 종류의 처리량 없음</translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputWindow</name>
    <message>
        <source>Live throughput</source>
        <translation>실시간 처리량</translation>
    </message>
</context>
<context>
    <name>Vermagic::WindowActions</name>
    <message>
        <source>Text…</source>
        <translation>텍스트…</translation>
    </message>
    <message>
        <source>JSON…</source>
        <translation>JSON…</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>새로 고침(&amp;R)</translation>
    </message>
    <message>
        <source>Refresh &amp;selected nodes</source>
        <translation>선택한 노드 새로 고침(&amp;S)</translation>
    </message>
    <message>
        <source>Fix selected…</source>
        <translation>선택 노드 조치…</translation>
    </message>
    <message>
        <source>Review &amp;host key…</source>
        <translation>호스트 키 확인(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>상세 패널(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Bottom panel</source>
        <translation>하단 패널(&amp;B)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>최근 항목 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Live interval</source>
        <translation>자동 점검 간격(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Export report</source>
        <translation>보고서 내보내기(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Every %1 s</source>
        <translation>%1초마다</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open inventory…</source>
        <translation>인벤토리 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>가져오기(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Practice cluster</source>
        <translation>연습 클러스터(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Nodes</source>
        <translation>노드(&amp;N)</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>필터(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compatibility matrix…</source>
        <translation>호환성 표(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Vermagic</source>
        <translation>Vermagic 정보(&amp;A)</translation>
    </message>
    <message>
        <source>About Vermagic</source>
        <translation>Vermagic 정보</translation>
    </message>
    <message>
        <source>Operations console for clusters whose file systems need kernel modules. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>커널 모듈이 필요한 파일 시스템을 사용하는 클러스터의 운영 콘솔입니다. GNU GPL 버전 3 이상에 따라 배포되는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>How often the nodes are looked at</source>
        <translation>노드를 자동으로 점검하는 간격</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>보고서 내보내기</translation>
    </message>
    <message>
        <source>Live: off</source>
        <translation>자동 점검: 끔</translation>
    </message>
    <message>
        <source>Live: %1 s</source>
        <translation>자동 점검: %1초</translation>
    </message>
    <message>
        <source>Open inventory</source>
        <translation>인벤토리 열기</translation>
    </message>
    <message>
        <source>Inventories (*.yaml *.yml);;All files (*)</source>
        <translation>인벤토리 (*.yaml *.yml);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Import an Ansible inventory or an OpenSSH configuration</source>
        <translation>Ansible 인벤토리 또는 OpenSSH 설정 가져오기</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>새로 고침</translation>
    </message>
    <message>
        <source>HTML…</source>
        <translation>HTML…</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>Other formats…</source>
        <translation>다른 형식…</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>다음 영역(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>이전 영역(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Remediation</source>
        <translation>조치(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Activity</source>
        <translation>활동(&amp;A)</translation>
    </message>
    <message>
        <source>Node &amp;output</source>
        <translation>노드 출력(&amp;O)</translation>
    </message>
    <message>
        <source>Foresee &amp;upgrades and reboots</source>
        <translation>업그레이드와 재부팅 예측(&amp;U)</translation>
    </message>
    <message>
        <source>Sample &amp;throughput</source>
        <translation>처리량 측정(&amp;T)</translation>
    </message>
    <message>
        <source>Asks the selected nodes, or all, which of them will break, and when</source>
        <translation>선택한 노드 또는 모든 노드가 언제 중단될지 예측합니다</translation>
    </message>
    <message>
        <source>Shows what several selected nodes, or else all, read and write, until it is switched off</source>
        <translation>여러 노드를 선택하면 그 노드, 아니면 모든 노드의 읽기·쓰기를 끌 때까지 보여 줍니다</translation>
    </message>
    <message>
        <source>Pla&amp;ybooks…</source>
        <translation>플레이북(&amp;Y)…</translation>
    </message>
    <message>
        <source>Live throu&amp;ghput…</source>
        <translation>실시간 처리량(&amp;G)…</translation>
    </message>
    <message>
        <source>Li&amp;ve throughput</source>
        <translation>실시간 처리량(&amp;V)</translation>
    </message>
    <message>
        <source>Run a &amp;benchmark…</source>
        <translation>벤치마크 실행(&amp;B)…</translation>
    </message>
    <message>
        <source>Benchmark &amp;runs…</source>
        <translation>벤치마크 기록(&amp;R)…</translation>
    </message>
    <message>
        <source>Rec&amp;ord session…</source>
        <translation>세션 기록(&amp;O)…</translation>
    </message>
    <message>
        <source>Keeps what is seen in a file, to be looked at again with vermagic --replay</source>
        <translation>점검 내용을 파일에 보관하며, vermagic --replay로 다시 볼 수 있습니다</translation>
    </message>
    <message>
        <source>St&amp;op recording</source>
        <translation>기록 중지(&amp;O)</translation>
    </message>
    <message>
        <source>Record session</source>
        <translation>세션 기록</translation>
    </message>
    <message>
        <source>Recorded sessions (*.jsonl);;All files (*)</source>
        <translation>기록된 세션 (*.jsonl);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Notify of &amp;changes of state</source>
        <translation>상태 변화 알림(&amp;C)</translation>
    </message>
    <message>
        <source>A notice on the desktop when nodes break or recover while no window of Vermagic is active</source>
        <translation>Vermagic 창이 활성 상태가 아닐 때 노드가 고장 나거나 복구되면 데스크톱 알림을 표시합니다</translation>
    </message>
</context>
<context>
    <name>Vermagic::WorkList</name>
    <message>
        <source>What needs doing</source>
        <translation>필요한 조치</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>그 밖에 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Select in the matrix</source>
        <translation>표에서 선택</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>%1 선택</translation>
    </message>
    <message>
        <source>Review key…</source>
        <translation>키 확인…</translation>
    </message>
    <message>
        <source>Review key: %1</source>
        <translation>키 확인: %1</translation>
    </message>
    <message>
        <source>Fix…</source>
        <translation>조치…</translation>
    </message>
    <message>
        <source>Fix: %1</source>
        <translation>조치: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) not checked yet</source>
        <translation>
            <numerusform>아직 점검하지 않은 노드 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to do: no node needs anything.</source>
        <translation>조치가 필요한 노드가 없습니다.</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>약 %1초</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>약 %1분</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1초 전</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1분 전</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1시간 전</translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation>위험 낮음</translation>
    </message>
    <message>
        <source>Medium risk</source>
        <translation>위험 보통</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>위험 높음</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>해결됨</translation>
    </message>
    <message>
        <source>Not fixed</source>
        <translation>해결 안 됨</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>시작 안 함</translation>
    </message>
    <message>
        <source>A step failed</source>
        <translation>단계 실패</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>중지됨</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>exit %1</source>
        <translation>종료 코드 %1</translation>
    </message>
    <message>
        <source>output contains “%1”</source>
        <translation>출력에 “%1” 포함</translation>
    </message>
    <message>
        <source>output lacks “%1”</source>
        <translation>출력에 “%1” 없음</translation>
    </message>
    <message>
        <source>There is no “%1:”. Use one of %2.</source>
        <translation>“%1:” 키는 없습니다. 사용할 수 있는 키: %2.</translation>
    </message>
    <message>
        <source>“%1” is no state. Use healthy, attention, broken, unreachable or pending.</source>
        <translation>“%1” 상태는 없습니다. healthy, attention, broken, unreachable, pending 중에서 쓰십시오.</translation>
    </message>
    <message>
        <source>A value must follow “%1”.</source>
        <translation>“%1” 뒤에 값이 있어야 합니다.</translation>
    </message>
    <message>
        <source>The quotation mark is not closed.</source>
        <translation>따옴표가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>되돌림</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
</TS>
