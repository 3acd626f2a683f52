<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Benchmark</name>
    <message numerus="yes">
        <source>%1 of %n node(s) reached %2.</source>
        <translation>
            <numerusform>%1 of %n node reached %2.</numerusform>
            <numerusform>%1 of %n nodes reached %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DesktopNotice</name>
    <message numerus="yes">
        <source>%n node(s) unreachable</source>
        <translation>
            <numerusform>%n node unreachable</numerusform>
            <numerusform>%n nodes unreachable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) broken</source>
        <translation>
            <numerusform>%n node broken</numerusform>
            <numerusform>%n nodes broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) need(s) attention</source>
        <translation>
            <numerusform>%n node needs attention</numerusform>
            <numerusform>%n nodes need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) healthy again</source>
        <translation>
            <numerusform>%n node healthy again</numerusform>
            <numerusform>%n nodes healthy again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkBar</name>
    <message numerus="yes">
        <source>%1 of %n node(s) are ready</source>
        <translation>
            <numerusform>%1 of %n node is ready</numerusform>
            <numerusform>%1 of %n nodes are ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) at work</source>
        <translation>
            <numerusform>%1 of %n node at work</numerusform>
            <numerusform>%1 of %n nodes at work</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::BenchmarkDialog</name>
    <message numerus="yes">
        <source>On %n node(s) a folder of its own is made in %1 and removed at the end, also after a cancellation.</source>
        <translation>
            <numerusform>On %n node a folder of its own is made in %1 and removed at the end, also after a cancellation.</numerusform>
            <numerusform>On %n nodes a folder of its own is made in %1 and removed at the end, also after a cancellation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s)</source>
        <translation>
            <numerusform>%1 of %n node</numerusform>
            <numerusform>%1 of %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each of %n node(s) sends to the next one, all at once; nothing is written.</source>
        <translation>
            <numerusform>%n node sends to the next one; nothing is written.</numerusform>
            <numerusform>Each of %n nodes sends to the next one, all at once; nothing is written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It is run %n time(s), each time on more of the nodes.</source>
        <translation>
            <numerusform>It is run %n time.</numerusform>
            <numerusform>It is run %n times, each time on more of the nodes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::Console</name>
    <message numerus="yes">
        <source>As far as can be foreseen, %n node(s) will break.</source>
        <translation>
            <numerusform>As far as can be foreseen, %n node will break.</numerusform>
            <numerusform>As far as can be foreseen, %n nodes will break.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::ConsoleStatusBar</name>
    <message numerus="yes">
        <source>sweeping, %n node(s) left</source>
        <translation>
            <numerusform>sweeping, %n node left</numerusform>
            <numerusform>sweeping, %n nodes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) up</source>
        <translation>
            <numerusform>%n session up</numerusform>
            <numerusform>%n sessions up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused (host key)</source>
        <translation>
            <numerusform>%n refused (host key)</numerusform>
            <numerusform>%n refused (host key)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::ExportDialog</name>
    <message numerus="yes">
        <source>%n selected node(s)</source>
        <translation>
            <numerusform>%n selected node</numerusform>
            <numerusform>%n selected nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::FindingCard</name>
    <message numerus="yes">
        <source>%n later link(s) fail because of it.</source>
        <translation>
            <numerusform>%n later link fails because of it.</numerusform>
            <numerusform>%n later links fail because of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::ImpactView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) of others could not be looked into</source>
        <translation>
            <numerusform>%n process of others could not be looked into</numerusform>
            <numerusform>%n processes of others could not be looked into</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::LeaveQuestion</name>
    <message numerus="yes">
        <source>%n node(s) are being changed.</source>
        <translation>
            <numerusform>%n node is being changed.</numerusform>
            <numerusform>%n nodes are being changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::LogLinesView</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::MatrixPanel</name>
    <message numerus="yes">
        <source>%n node(s) alike</source>
        <translation>
            <numerusform>%n node alike</numerusform>
            <numerusform>%n nodes alike</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s) in kernel (%1)</source>
        <translation>
            <numerusform>%n differs in kernel (%1)</numerusform>
            <numerusform>%n differ in kernel (%1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differ(s) in mounts</source>
        <translation>
            <numerusform>%n differs in mounts</numerusform>
            <numerusform>%n differ in mounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::MatrixView</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeInspector</name>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeMatrixModel</name>
    <message numerus="yes">
        <source>%1 · %n node(s)</source>
        <translation>
            <numerusform>%1 · %n node</numerusform>
            <numerusform>%1 · %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::NodeOutputView</name>
    <message numerus="yes">
        <source>Known log lines (%n)</source>
        <translation>
            <numerusform>Known log lines (%n)</numerusform>
            <numerusform>Known log lines (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::PlanHeader</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::RemediationPanel</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Run on %n node(s)</source>
        <translation>
            <numerusform>Run on %n node</numerusform>
            <numerusform>Run on %n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::SummaryChips</name>
    <message numerus="yes">
        <source>%n healthy</source>
        <translation>
            <numerusform>%n healthy</numerusform>
            <numerusform>%n healthy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n broken</source>
        <translation>
            <numerusform>%n broken</numerusform>
            <numerusform>%n broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unreachable</source>
        <translation>
            <numerusform>%n unreachable</numerusform>
            <numerusform>%n unreachable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchecked</source>
        <translation>
            <numerusform>%n unchecked</numerusform>
            <numerusform>%n unchecked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::ThroughputPanel</name>
    <message numerus="yes">
        <source>%n meet(s) the threshold</source>
        <translation>
            <numerusform>%n meets the threshold</numerusform>
            <numerusform>%n meet the threshold</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n miss(es) it</source>
        <translation>
            <numerusform>%n misses it</numerusform>
            <numerusform>%n miss it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden</source>
        <translation>
            <numerusform>%n hidden</numerusform>
            <numerusform>%n hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vermagic::WorkList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) not checked yet</source>
        <translation>
            <numerusform>%n node not checked yet</numerusform>
            <numerusform>%n nodes not checked yet</numerusform>
        </translation>
    </message>
</context>
</TS>
