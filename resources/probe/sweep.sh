# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# One sweep of one node: prints what the node is, changes nothing, needs no root. Runs as `sh -s` on standard
# input, behind what renderProbeScript() puts before it: assignments (vg_marker, vg_modules, vg_mounts, …) and vg_ask_all.
#
# Every section is "@@MARKER begin ID", the command as a person would type it, its output, "@@MARKER end ID STATUS".
# The marker is random per sweep and only ever passed to shell built-ins, so that no output can forge a section.
# Nothing here may block: what can hang on a dead file system runs detached, see vg_live_start().

# shellcheck disable=SC2154  # the vg_ parameters are rendered in front of this text
vg_nl='
'
vg_has() { command -v "$1" >/dev/null 2>&1; }

# ID COMMAND STATUS OUTPUT
vg_emit() {
    echo "@@$vg_marker begin $1"
    printf '%s\n' "$2"
    vg_cut=
    if [ ${#4} -gt 65536 ]; then
        printf '%.65536s\n' "$4"
        vg_cut=' truncated'
    else
        printf '%s\n' "$4"
    fi
    echo "@@$vg_marker end $1 $3$vg_cut"
}

# ID SECONDS COMMAND…; 0 seconds: the command cannot block. vg_shown: how it is typed, where that needs quotes.
vg_run() {
    vg_id=$1 vg_limit=$2
    shift 2
    if [ "$vg_limit" != 0 ] && vg_has timeout; then
        vg_out=$(timeout "$vg_limit" "$@" 2>&1)
    else
        vg_out=$("$@" 2>&1)
    fi
    vg_status=$?
    vg_emit "$vg_id" "${vg_shown:-$*}" "$vg_status" "$vg_out"
    vg_shown=''
}

# Sets vg_word to the first line of a file, or to nothing; no fork.
vg_first() {
    vg_word=
    [ -r "$1" ] && IFS= read -r vg_word 2>/dev/null <"$1"
    return 0
}

vg_release_ok() {
    [ ${#1} -le 128 ] || return 1
    case $1 in
        '' | -* | .* | *[!A-Za-z0-9._+~-]*) return 1 ;;
    esac
}

# Sets vg_now to hundredths of a second since boot.
vg_clock() {
    case $1 in
        [1-9]*.[0-9][0-9]) vg_now=${1%.*}${1#*.} ;;
    esac
    case $vg_now in
        *[!0-9]*) vg_now=0 ;;
    esac
}

vg_system() {
    vg_text=
    for vg_pair in hostname=/proc/sys/kernel/hostname uptime=/proc/uptime bootid=/proc/sys/kernel/random/boot_id \
        machineid=/etc/machine-id cmdline=/proc/cmdline sigenforce=/sys/module/module/parameters/sig_enforce \
        lockdown=/sys/kernel/security/lockdown kexec=/sys/kernel/kexec_loaded; do
        if [ -r "${vg_pair#*=}" ]; then
            vg_first "${vg_pair#*=}"
            vg_text=$vg_text${vg_pair%%=*}=$vg_word$vg_nl
            [ "${vg_pair%%=*}" != uptime ] || vg_clock "${vg_word%% *}"
            [ "${vg_pair%%=*}" != bootid ] || vg_boot=$vg_word
        fi
    done
    [ ! -d /sys/firmware/efi ] || vg_text=${vg_text}efi=yes$vg_nl
    for vg_tool in dkms modinfo dpkg-query apt-cache apt-get rpm dnf systemctl mokutil grubby bootctl; do
        ! vg_has "$vg_tool" || vg_text=${vg_text}tool=$vg_tool$vg_nl
    done
    vg_emit system 'cat /proc/uptime /proc/cmdline /etc/machine-id …' 0 "$vg_text"
}

# All kernels with an image or a module folder, the running one first: vg_kernels.
vg_list_kernels() {
    vg_kernels=
    ! vg_release_ok "$vg_release" || vg_kernels=$vg_release
    vg_text=
    set +f
    for vg_path in /boot/vmlinuz-* /boot/vmlinux-* /boot/kernel-* /lib/modules/*; do
        [ -e "$vg_path" ] || continue
        case $vg_path in
            *rescue* | *.old | *.bak | *.hmac | *.dpkg-*) continue ;;
            /boot/*) vg_k=${vg_path#/boot/*-} vg_kind=image ;;
            *) vg_k=${vg_path##*/} vg_kind=modules ;;
        esac
        vg_release_ok "$vg_k" || continue
        vg_text=$vg_text$vg_kind\ $vg_k\ $vg_path$vg_nl
        [ "$vg_kind" = image ] || [ ! -e "$vg_path/vmlinuz" ] || vg_text=${vg_text}image\ $vg_k\ $vg_path/vmlinuz$vg_nl
        case " $vg_kernels " in
            *" $vg_k "*) ;;
            *) vg_kernels="$vg_kernels $vg_k" ;;
        esac
    done
    set -f
    vg_emit kernels 'ls -d /boot/vmlinuz-* /lib/modules/*' 0 "$vg_text"
}

# Whether the build link $1 may be followed: custom kernels point it at home folders, which may be on a dead server.
# Sets vg_link to its target.
vg_near() {
    vg_link=''
    [ -h "$1" ] || return 0
    vg_link=$(readlink "$1")
    case $vg_link in
        /usr/* | /lib/* | [!/]*) return 0 ;;
    esac
    return 1
}

vg_headers() {
    vg_text="" vg_headers_missing=yes
    for vg_k in $vg_kernels; do
        vg_build=/lib/modules/$vg_k/build
        if ! vg_near "$vg_build"; then
            vg_text="$vg_text$vg_k elsewhere $vg_link$vg_nl"
            [ "$vg_k" != "$vg_release" ] || vg_headers_missing=no
        elif [ ! -e "$vg_build" ]; then
            if [ -h "$vg_build" ]; then vg_word=dangling; else vg_word=missing; fi
            vg_text="$vg_text$vg_k $vg_word $vg_build$vg_nl"
        elif [ -e "$vg_build/Makefile" ] || [ -e "$vg_build/include/generated/uapi/linux/version.h" ]; then
            ! cd -P "$vg_build" 2>/dev/null || vg_build=$PWD
            cd / || return
            vg_text="$vg_text$vg_k ok $vg_build$vg_nl"
            [ "$vg_k" != "$vg_release" ] || vg_headers_missing=no
        else
            vg_text="$vg_text$vg_k incomplete $vg_build$vg_nl"
        fi
    done
    vg_emit headers 'cd -P /lib/modules/K/build && ls Makefile include/generated/uapi/linux/version.h' 0 "$vg_text"
}

# Packages of interest, every package that is not plainly installed, and holds.
vg_packages() {
    vg_selected=
    if vg_has dpkg-query; then
        # shellcheck disable=SC2016  # dpkg-query's own format
        vg_all=$(dpkg-query -W -f='${db:Status-Abbrev}|${Package}|${Version}\n' 2>&1)
        vg_status=$?
        if [ $vg_status = 0 ]; then
            vg_selected=$(printf '%s\n' "$vg_all" | grep -E "^(h|.[^icn]|..[^ ])|[|](linux-(image|headers)-|$vg_package_pattern)")
        else
            vg_selected=$vg_all
        fi
        # shellcheck disable=SC2016
        vg_emit packages "dpkg-query -W -f='\${db:Status-Abbrev}|\${Package}|\${Version}\\n'" $vg_status "$vg_selected"
    elif vg_has rpm; then
        vg_shown="rpm -q --qf '%{NAME}|%{VERSION}-%{RELEASE}|%{ARCH}\\n' $vg_rpm_packages"
        # shellcheck disable=SC2086  # a list of package names
        vg_run packages 5 rpm -q --qf '%{NAME}|%{VERSION}-%{RELEASE}|%{ARCH}\n' $vg_rpm_packages
        vg_text=
        for vg_path in /etc/dnf/plugins/versionlock.list /etc/yum/pluginconf.d/versionlock.list /etc/dnf/versionlock.toml; do
            [ ! -r "$vg_path" ] || vg_text=$vg_text$(cat "$vg_path")$vg_nl
        done
        vg_emit versionlock 'dnf versionlock list' 0 "$vg_text"
    fi
}

# What the archive offers in place of what is missing; a call only when something is.
vg_candidates() {
    vg_release_ok "$vg_release" || return 0
    if ! vg_has apt-cache; then
        [ $vg_headers_missing = no ] || ! vg_has dnf ||
            vg_run candidates 8 dnf -C -q list --available "kernel-devel-$vg_release" # -C: asks no mirror
        return 0
    fi
    vg_wanted=
    [ $vg_headers_missing = no ] || vg_wanted=linux-headers-$vg_release
    for vg_prefix in $vg_kernel_packages; do
        case $vg_nl$vg_selected$vg_nl in
            *"$vg_nl"?i\ "|$vg_prefix$vg_release|"*) ;;
            *) vg_wanted="$vg_wanted $vg_prefix$vg_release" ;;
        esac
    done
    [ -n "$vg_wanted" ] || return 0
    if [ -d /var/lib/apt/lists ]; then
        vg_lists=no
        set +f
        for vg_path in /var/lib/apt/lists/*_Packages*; do [ ! -e "$vg_path" ] || vg_lists=yes; done
        set -f
        [ $vg_lists = yes ] || { vg_emit candidates "apt-cache policy ${vg_wanted# }" 127 'apt has no package lists'; return 0; }
    fi
    # shellcheck disable=SC2086
    vg_run candidates 8 apt-cache policy $vg_wanted
}

vg_modules_on_disk() {
    vg_has modinfo || return 0
    vg_count=0
    for vg_k in $vg_kernels; do
        vg_count=$((vg_count + 1))
        [ $vg_count -le 12 ] || break
        for vg_module in $vg_modules; do
            vg_run "modinfo:$vg_module:$vg_k" 0 modinfo -k "$vg_k" "$vg_module"
            ! vg_has modprobe || vg_depends
        done
    done
}

# What modprobe would insert for vg_module under vg_k, and which of these files are not there.
vg_depends() {
    vg_out=$(modprobe -S "$vg_k" --show-depends "$vg_module" 2>&1)
    vg_status=$?
    vg_text=
    vg_save=$IFS
    IFS=$vg_nl
    for vg_line in $vg_out; do
        case $vg_line in
            'insmod /'*)
                vg_path=${vg_line#insmod }
                vg_path=${vg_path%% *}
                [ -e "$vg_path" ] || vg_text=$vg_text${vg_nl}missing\ $vg_path
                ;;
        esac
    done
    IFS=$vg_save
    vg_emit "depends:$vg_module:$vg_k" "modprobe -S $vg_k --show-depends $vg_module" $vg_status "$vg_out$vg_text"
}

# Whose signatures the kernel takes; asked only where it insists on one. Root's keys are shown to root alone.
vg_signing_keys() {
    vg_first /sys/module/module/parameters/sig_enforce
    vg_enforced=$vg_word
    vg_first /sys/kernel/security/lockdown
    case $vg_enforced:$vg_word in
        Y:* | *'[integrity]'* | *'[confidentiality]'*) ;;
        *) return 0 ;;
    esac
    vg_as=
    [ "$vg_sudo_mode" != nopasswd ] || vg_as='sudo -n'
    vg_shown='grep -E "keyring|asymmetri" /proc/keys'
    [ -z "$vg_as$vg_sudo_mode" ] || vg_run_kept keys 4 3600 "$vg_boot" grep -E 'keyring|asymmetri' /proc/keys
    vg_shown=
    ! vg_has mokutil || vg_run enrolled 4 mokutil --list-enrolled
}

vg_loaded() {
    [ -n "$vg_modules" ] || return 0
    vg_pattern="" vg_text=""
    for vg_module in $vg_modules; do vg_pattern="$vg_pattern|$vg_module"; done
    if [ -r /proc/modules ]; then
        vg_out=$(grep -E "^(${vg_pattern#|}) " /proc/modules)
        vg_status=$?
    else
        vg_out="" vg_status=127
    fi
    vg_fs=$(grep -w -E "${vg_pattern#|}" /proc/filesystems 2>&1)
    for vg_module in $vg_modules; do
        vg_first "/sys/module/$vg_module/version"
        [ -z "$vg_word" ] || vg_text="${vg_text}version $vg_module $vg_word$vg_nl"
        vg_first "/sys/module/$vg_module/srcversion"
        [ -z "$vg_word" ] || vg_text="${vg_text}srcversion $vg_module $vg_word$vg_nl"
    done
    vg_emit loaded "grep -E '^(${vg_pattern#|}) ' /proc/modules" $vg_status "$vg_out"
    vg_emit filesystems "grep -w -E '${vg_pattern#|}' /proc/filesystems" 0 "$vg_fs"
    vg_emit moduleversions 'cat /sys/module/NAME/version /sys/module/NAME/srcversion' 0 "$vg_text"
}

# A folder that nobody else can write to or replace, kept between sweeps: vg_dir. The parent must be sticky or ours,
# the folder a real one (no link), ours, 0700.
vg_find_dir() {
    vg_dir=
    vg_uid=$(id -u) || return 1
    for vg_parent in /tmp /dev/shm "/run/user/$vg_uid"; do
        [ -d "$vg_parent" ] || continue
        vg_path=$vg_parent/vermagic-$vg_uid
        [ -d "$vg_path" ] || mkdir -m 700 "$vg_path" 2>/dev/null
        vg_ls=$(ls -ldn "$vg_parent/." "$vg_path" 2>/dev/null) || continue
        # shellcheck disable=SC2086
        set -- ${vg_ls%%"$vg_nl"*}
        case $1:$3 in
            d????????[tT]*:*) ;;
            d????-??-?*:"$vg_uid" | d????-??-?*:0) ;;
            *) continue ;;
        esac
        # shellcheck disable=SC2086
        set -- ${vg_ls#*"$vg_nl"}
        case $1:$3 in
            drwx------:"$vg_uid" | drwx------.:"$vg_uid") vg_dir=$vg_path; return 0 ;;
        esac
    done
    return 1
}

# Sets vg_type to the type of the uppermost file system at mount point $1 (in mountinfo's escapes), else to nothing.
vg_mounted() {
    vg_type=
    vg_target=$1
    vg_save=$IFS
    IFS=$vg_nl
    for vg_line in $vg_mountinfo; do
        IFS=' '
        # shellcheck disable=SC2086
        set -- $vg_line
        IFS=$vg_nl
        [ "$5" = "$vg_target" ] || continue
        vg_tail=${vg_line#* - }
        vg_type=${vg_tail%% *}
    done
    IFS=$vg_save
}

# The check itself, detached: two system calls that a dead server blocks, each in a process of its own whose pid is
# noted before it starts, because a process in uninterruptible sleep outlives every deadline. Writes to files only.
# shellcheck disable=SC2016  # expanded by the inner shells
vg_look='p=$1 since=$2 how=$3 path=$4 start=-
if [ -r "/proc/$$/stat" ]; then read -r line <"/proc/$$/stat"; set -- ${line##*) }; start=${20}; fi
echo "$$ $start $since" >"$p"
if [ "$how" = fs ]; then exec stat -f -c %T "$path"; fi
exec stat -c %d "$path"'
# shellcheck disable=SC2016
vg_job='look=$1 path=$2 f=$3 since=$5
umask 077
limit=; command -v timeout >/dev/null 2>&1 && limit="timeout -k 1 $4"
$limit sh -c "$look" vermagic-look "$f.pid" "$since" file "$path" >"$f.$$" 2>&1 &&
    $limit sh -c "$look" vermagic-look "$f.pid" "$since" fs "$path" >>"$f.$$" 2>&1
status=$?
{ echo "$status"; cat "$f.$$"; } >"$f.new" && mv -f "$f.new" "$f.result"
rm -f "$f.$$"'

# Whether the check noted in file $1 still runs; sets vg_since, vg_state. A recycled pid has another start time.
vg_busy() {
    vg_pid="" vg_start="" vg_since="" vg_state='?'
    [ -r "$1" ] || return 1
    read -r vg_pid vg_start vg_since 2>/dev/null <"$1"
    case $vg_pid:$vg_since in
        : | *[!0-9:]* | :* | *:) return 1 ;;
    esac
    [ -d "/proc/$$" ] || { kill -0 "$vg_pid" 2>/dev/null; return; }
    [ -r "/proc/$vg_pid/stat" ] || return 1
    read -r vg_word 2>/dev/null <"/proc/$vg_pid/stat" || return 1
    # shellcheck disable=SC2086
    set -- ${vg_word##*) }
    [ "${20}" = "$vg_start" ] && [ "$1" != Z ] || return 1
    vg_state=$1
}

# Starts one check per mounted target unless an earlier one still runs.
vg_live_start() {
    vg_pending=
    [ -n "$vg_mounts" ] && vg_find_dir || return 0
    vg_ifs=$IFS
    IFS=$vg_nl
    for vg_entry in $vg_mounts; do
        IFS=$vg_ifs
        vg_key=${vg_entry%% *} vg_rest=${vg_entry#* }
        vg_mounted "${vg_rest%% *}"
        case $vg_type in
            '' | autofs) continue ;;
        esac
        vg_pending="$vg_pending $vg_key"
        vg_file=$vg_dir/$vg_key
        ! vg_busy "$vg_file.pid" || continue
        if [ -s "$vg_file.result" ]; then
            vg_first "$vg_file.result"
            echo "$vg_word" >"$vg_file.last"
        fi
        : >"$vg_file.result"
        if vg_has setsid; then
            setsid sh -c "$vg_job" vermagic-live "$vg_look" "${vg_rest#* }" "$vg_file" "$vg_deadline" "$vg_now" \
                >/dev/null 2>&1 </dev/null &
        else
            (trap '' HUP; exec sh -c "$vg_job" vermagic-live "$vg_look" "${vg_rest#* }" "$vg_file" "$vg_deadline" "$vg_now") \
                >/dev/null 2>&1 </dev/null &
        fi
    done
    IFS=$vg_ifs
}

# Waits up to vg_ticks times 50 ms for checks that have neither ended nor passed their deadline.
vg_live_wait() {
    vg_tick=0
    while [ $vg_tick -lt "$vg_ticks" ]; do
        vg_open=
        for vg_key in $vg_pending; do
            [ -s "$vg_dir/$vg_key.result" ] || vg_overdue || vg_open=yes
        done
        [ -n "$vg_open" ] || return 0
        sleep 0.05 2>/dev/null || { sleep 1; vg_tick=$((vg_tick + 19)); }
        vg_tick=$((vg_tick + 1))
        vg_first /proc/uptime
        vg_clock "${vg_word%% *}"
    done
}

# Whether the check of vg_key still runs past its deadline.
vg_overdue() { vg_busy "$vg_dir/$vg_key.pid" && [ $((vg_now - vg_since)) -ge $((vg_deadline * 100)) ]; }

vg_live_report() {
    vg_ifs=$IFS
    IFS=$vg_nl
    for vg_entry in $vg_mounts; do
        IFS=$vg_ifs
        vg_key=${vg_entry%% *} vg_rest=${vg_entry#* }
        case " $vg_pending " in
            *" $vg_key "*) ;;
            *)
                vg_mounted "${vg_rest%% *}"
                case $vg_type in
                    '' | autofs) ;;
                    *) vg_emit "live:$vg_key" "stat ${vg_rest#* }" 0 'skipped no safe folder for the check in /tmp, /dev/shm or /run/user' ;;
                esac
                continue
                ;;
        esac
        vg_file=$vg_dir/$vg_key
        vg_first "$vg_file.last"
        vg_before=$vg_word
        if vg_overdue; then
            vg_first "/proc/$vg_pid/wchan"
            vg_text="hung $(((vg_now - vg_since) / 100)) $vg_state $vg_word"
        elif [ -s "$vg_file.result" ]; then
            vg_text="done $(cat "$vg_file.result")"
        elif [ "$vg_before" = 124 ] || [ "$vg_before" = 137 ]; then
            vg_text='hung again'
        else
            vg_text=checking
        fi
        vg_emit "live:$vg_key" "stat ${vg_rest#* } && stat -f ${vg_rest#* }" 0 "$vg_text"
    done
    IFS=$vg_ifs
}

vg_mount_tables() {
    [ -n "$vg_mounts" ] || return 0
    vg_mountinfo=$(grep -F -e "$vg_mount_pattern" /proc/self/mountinfo 2>&1)
    vg_mount_status=$?
    vg_emit mounts 'grep MOUNTPOINT /proc/self/mountinfo' $vg_mount_status "$vg_mountinfo"
    vg_run fstab 0 cat /etc/fstab
}

vg_units_state() {
    [ -n "$vg_units" ] && vg_has systemctl || return 0
    vg_ifs=$IFS
    IFS=$vg_nl
    # shellcheck disable=SC2086  # one unit a line
    set -- $vg_units
    IFS=$vg_ifs
    vg_run units 4 systemctl show --no-pager -p Id,LoadState,ActiveState,SubState,Result,UnitFileState,What,Where,FragmentPath,SourcePath -- "$@"
}

# ID PATTERN…: prints the files that there are.
vg_boot_files() {
    vg_id=$1
    shift
    vg_found=
    set +f
    for vg_pattern in "$@"; do
        # shellcheck disable=SC2086  # patterns
        for vg_path in $vg_pattern; do [ ! -e "$vg_path" ] || vg_found="$vg_found $vg_path"; done
    done
    set -f
    # shellcheck disable=SC2086
    [ -z "$vg_found" ] || vg_run "$vg_id" 0 cat $vg_found
}

# Whether file $1 may be there; sets vg_as to sudo when only root may read it and sudo asks nothing.
vg_reach() {
    vg_as=
    [ ! -r "$1" ] || return 0
    vg_hidden=no
    [ ! -d "${1%/*}" ] || [ -x "${1%/*}" ] || vg_hidden=yes
    [ -e "$1" ] || [ $vg_hidden = yes ] || return 1
    [ "$vg_sudo_mode" != nopasswd ] || vg_as='sudo -n'
}

# ID SECONDS KEEP STATE COMMAND…, as vg_run, as root where $vg_as says so. The answer is kept for KEEP seconds, as long as
# STATE is the same and nobody asks for a fresh one.
# shellcheck disable=SC2086  # $vg_as is nothing or two words
vg_run_kept() {
    vg_id=$1 vg_limit=$2 vg_keep=$3 vg_state=$4 vg_kept=
    shift 4
    vg_shown="${vg_as:+$vg_as }${vg_shown:-$*}"
    [ "$vg_keep" = 0 ] || [ -z "$vg_dir" ] || vg_kept=$vg_dir/kept-$vg_id
    if [ -n "$vg_kept" ] && [ "$vg_fresh" != 1 ] && [ -r "$vg_kept" ]; then
        { IFS= read -r vg_old; read -r vg_at vg_status; vg_out=$(cat); } 2>/dev/null <"$vg_kept"
        case $vg_at:$vg_status in
            : | :* | *: | *[!0-9:]*) vg_at=-1 ;;
        esac
        if [ "$vg_old" = "$vg_state" ] && [ "$vg_at" -ge 0 ] && [ "$vg_now" -ge "$vg_at" ] &&
            [ $((vg_now - vg_at)) -le $((vg_keep * 100)) ]; then
            vg_emit "$vg_id" "$vg_shown" "$vg_status" "$vg_out"
            vg_shown=
            return 0
        fi
    fi
    vg_run "$vg_id" "$vg_limit" $vg_as "$@"
    [ -z "$vg_kept" ] || printf '%s\n' "$vg_state" "$vg_now $vg_status" "$vg_out" >"$vg_kept"
}

# ID SECONDS COMMAND…: root-only boot files are kept for up to an hour, as long as nothing in the boot folders changes:
# every sudo is a line in the node's security log.
vg_run_boot() {
    vg_id=$1 vg_limit=$2 vg_keep=0
    shift 2
    [ -z "$vg_as" ] || vg_keep=3600
    vg_run_kept "$vg_id" "$vg_limit" "$vg_keep" "$vg_boot_state" "$@"
}

# ID TOOL ROOT SECONDS KEEP DIGEST SHOWN COMMAND…: one question of a playbook; vg_ask_all, rendered in front, has them all.
vg_ask() {
    vg_id=$1 vg_tool=$2 vg_as="" vg_limit=$4 vg_keep=$5 vg_state="$vg_boot $6" vg_shown=$7
    if [ -n "$vg_tool" ] && ! vg_has "$vg_tool"; then
        vg_emit "$vg_id" "$vg_shown" 127 'vermagic: not installed'
        vg_shown=
        return 0
    fi
    if [ "$3" = root ]; then
        case $vg_sudo_mode in
            root) ;;
            nopasswd) vg_as='sudo -n' ;;
            *)
                vg_emit "$vg_id" "sudo $vg_shown" 126 'vermagic: only root may ask'
                vg_shown=
                return 0
                ;;
        esac
    fi
    shift 7
    vg_run_kept "$vg_id" "$vg_limit" "$vg_keep" "$vg_state" "$@"
}

vg_boot() {
    # shellcheck disable=SC2046,SC2012  # words and numbers of folders with known names
    set -- $(ls -ld --full-time /boot /boot/efi /boot/grub /boot/grub2 /boot/loader /boot/loader/entries 2>/dev/null)
    vg_boot_state="$vg_boot $vg_kernels $*"
    vg_boot_files grubdefault /etc/default/grub '/etc/default/grub.d/*.cfg'
    for vg_path in /boot/grub/grub.cfg /boot/grub2/grub.cfg; do
        vg_reach "$vg_path" || continue
        vg_pattern='^[[:space:]]*(menuentry|submenu|linux|linux16|linuxefi|set default|blscfg|[}])'
        vg_shown="grep -E '$vg_pattern' $vg_path"
        vg_run_boot grubcfg 4 grep -E "$vg_pattern" "$vg_path"
        break
    done
    for vg_path in /boot/grub/grubenv /boot/grub2/grubenv; do
        vg_reach "$vg_path" || continue
        vg_run_boot grubenv 4 cat "$vg_path"
        break
    done
    if [ -d /boot/loader ] && vg_reach /boot/loader/entries; then
        vg_shown="grep -r -E '^(title|version|linux)[[:space:]]' /boot/loader/entries"
        vg_run_boot bls 4 grep -r -E '^(title|version|linux)[[:space:]]' /boot/loader/entries
    fi
    if vg_has grubby && [ -d /boot/grub2 ]; then
        vg_reach /boot/grub2/grubenv
        vg_run_boot grubby 4 grubby --default-kernel
    fi
    # systemd-boot leaves its name in this variable
    if [ -e /sys/firmware/efi/efivars/LoaderInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f ] && vg_has bootctl; then
        vg_as=
        [ "$vg_sudo_mode" != nopasswd ] || vg_as='sudo -n' # the EFI system partition is root's
        vg_run_boot bootctl 4 bootctl list --json=short --no-pager
    fi
}

vg_secure_boot() {
    if vg_has mokutil; then
        vg_run secureboot 3 mokutil --sb-state
    elif [ ! -d /sys/firmware/efi ]; then
        vg_emit secureboot 'test -d /sys/firmware/efi' 1 'no EFI firmware'
    elif [ -r /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c ]; then
        vg_run secureboot 3 od -An -t u1 /sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c
    fi
}

# How sudo behaves, asked at most once an hour and boot: every refusal is a line in the node's security log.
vg_sudo_state() {
    vg_sudo_mode=
    if [ "$vg_sudo" != 1 ]; then
        [ "$(id -u)" != 0 ] || vg_sudo_mode=root
        return 0
    fi
    if [ "$(id -u)" = 0 ]; then
        vg_sudo_mode=root
        vg_emit sudo 'id -u' 0 root
        return 0
    fi
    if ! vg_has sudo; then
        vg_emit sudo 'command -v sudo' 127 'no sudo command'
        return 0
    fi
    vg_age=999999999 vg_text=
    if [ -n "$vg_dir" ] && [ -r "$vg_dir/sudo" ]; then
        read -r vg_at vg_old_boot vg_status vg_text 2>/dev/null <"$vg_dir/sudo"
        case $vg_at in
            '' | *[!0-9]*) ;;
            *) [ "$vg_old_boot" != "$vg_boot" ] || vg_age=$((vg_now - vg_at)) ;;
        esac
    fi
    if [ "$vg_age" -gt 360000 ] || [ "$vg_age" -lt 0 ]; then
        if vg_has timeout; then
            vg_text=$(timeout 5 sudo -k -n true 2>&1)
        else
            vg_text=$(sudo -k -n true 2>&1)
        fi
        vg_status=$?
        vg_text=${vg_text%%"$vg_nl"*}
        [ -z "$vg_dir" ] || printf '%s\n' "$vg_now $vg_boot $vg_status $vg_text" >"$vg_dir/sudo"
    fi
    [ "$vg_status" != 0 ] || vg_sudo_mode=nopasswd
    vg_emit sudo 'sudo -k -n true' "$vg_status" "$vg_text"
}

# Logs: only what is new since the positions that the console remembers and hands in, for a node keeps nothing. Each
# is bounded, and one that only root may read is read when sudo asks nothing and the console wants it (vg_log_root).

# Sets vg_word to where the last sweep stopped to read log $1, or to nothing.
vg_log_since() {
    vg_word=
    case $vg_log_positions in
        *"$vg_nl$1 "*) vg_word=${vg_log_positions#*"$vg_nl$1 "} vg_word=${vg_word%%"$vg_nl"*} ;;
    esac
}

# Whether $1 may be read now: 0 yes, as $vg_as; 1 not this time; 2 never. Says the latter as log $2.
vg_log_may() {
    vg_as=
    [ "$1" != yes ] && [ "$vg_sudo_mode" != root ] || return 0
    if [ "$vg_sudo_mode" != nopasswd ]; then
        vg_emit "log:$2" "sudo $3" 126 'only root may read it'
        return 2
    fi
    vg_as='sudo -n'
    [ "$vg_log_root" = 1 ]
}

# Messages of the kernel and of the units in question since this boot, each call from where the one before stopped.
# shellcheck disable=SC2086  # $vg_as is nothing or two words; one unit a line
vg_log_journal() {
    vg_readable=no
    set +f
    for vg_path in /var/log/journal/*/system.journal /run/log/journal/*/system.journal; do
        [ ! -r "$vg_path" ] || vg_readable=yes
    done
    set -f
    vg_log_may $vg_readable journal 'journalctl -b' || return 0
    vg_log_since journal
    set -- journalctl -q --no-pager -b -o short-iso -n 200 --show-cursor
    [ -z "$vg_word" ] || set -- "$@" "--after-cursor=$vg_word"
    set -- "$@" _TRANSPORT=kernel
    vg_ifs=$IFS
    IFS=$vg_nl
    for vg_unit in $vg_log_units; do
        set -- "$@" + "_SYSTEMD_UNIT=$vg_unit" + "UNIT=$vg_unit"
    done
    IFS=$vg_ifs
    vg_shown="${vg_as:+$vg_as }$*"
    ! vg_has timeout || vg_as="timeout 4 $vg_as"
    vg_out=$($vg_as "$@" 2>&1 | tail -c 32768)
    vg_emit log:journal "$vg_shown" 0 "$vg_out"
    vg_shown=
}

# Where there is no journal: the kernel's own buffer, by the time of its last line.
# shellcheck disable=SC2086  # $vg_as is nothing or two words
vg_log_dmesg() {
    vg_first /proc/sys/kernel/dmesg_restrict
    vg_readable=no
    case $vg_word in
        '' | 0) vg_readable=yes ;;
    esac
    vg_log_may $vg_readable dmesg dmesg || return 0
    vg_log_since dmesg
    vg_shown="${vg_as:+$vg_as }dmesg"
    ! vg_has timeout || vg_as="timeout 4 $vg_as"
    vg_out=$($vg_as dmesg 2>&1 | awk -v since="${vg_word:--1}" '{ t = $0; sub(/^\[ */, "", t); if (t + 0 > since + 0) print }' |
        tail -n 200 | tail -c 32768)
    vg_emit log:dmesg "$vg_shown" 0 "$vg_out"
    vg_shown=
}

# ID PATH INODE SIZE: what a log file has got since the last sweep, or its end when it is another one.
# shellcheck disable=SC2086  # $vg_as is nothing or two words
vg_log_file() {
    vg_log_since "$1"
    vg_at=${vg_word#*:} vg_how=more
    case $vg_word in
        "$3":*[!0-9:]*) vg_at=0 vg_how=whole ;;
        "$3":*) [ "$vg_at" -le "$4" ] || vg_at=0 vg_how=whole ;;
        *) vg_at=0 vg_how=whole ;;
    esac
    [ "$vg_at" != "$4" ] || return 0
    [ $(($4 - vg_at)) -le 16384 ] || vg_at=$(($4 - 16384))
    vg_readable=no
    [ ! -r "$2" ] || vg_readable=yes
    vg_log_may $vg_readable "$1" "tail $2" || return 0
    vg_out=$($vg_as tail -c "+$((vg_at + 1))" "$2" 2>&1 | head -c 16384)
    vg_emit "log:$1" "${vg_as}${vg_as:+ }tail -c +$((vg_at + 1)) $2" 0 "at $3:$4 $vg_how$vg_nl$vg_out"
}

# NAME PATH INODE:SIZE:TIME: what went wrong in the newest build of a module, when that is another one than last time.
vg_log_build() {
    vg_log_since "make:$1"
    [ "$vg_word" != "$3" ] || return 0
    vg_pattern='rror|ERROR|[*][*][*]|fatal|not found'
    vg_out=$(grep -E "$vg_pattern" "$2" 2>&1 | tail -n 200 | tail -c 16384)
    vg_emit "log:make:$1" "grep -E '$vg_pattern' $2" 0 "at $3 whole$vg_nl$vg_out"
}

vg_log_files() {
    vg_paths=
    set +f
    for vg_name in $vg_log_builds; do
        vg_newest=
        for vg_path in "/var/lib/dkms/$vg_name"/*/build/make.log "/var/lib/dkms/$vg_name"/*/*/*/log/make.log; do
            # shellcheck disable=SC3013  # -nt: every shell that nodes have knows it
            [ ! -e "$vg_path" ] || { [ -n "$vg_newest" ] && [ ! "$vg_path" -nt "$vg_newest" ]; } || vg_newest=$vg_path
        done
        vg_paths="$vg_paths $vg_newest"
    done
    set -f
    for vg_path in /var/log/beegfs-client.log /var/log/apt/term.log /var/log/dnf.log; do
        [ ! -e "$vg_path" ] || vg_paths="$vg_paths $vg_path"
    done
    [ -n "${vg_paths# }" ] || return 0
    # shellcheck disable=SC2086  # names of files without blanks
    vg_stats=$(stat -L -c '%i %s %Y %n' $vg_paths 2>/dev/null)
    while read -r vg_inode vg_size vg_time vg_path; do
        case $vg_path in
            /var/lib/dkms/*) vg_name=${vg_path#/var/lib/dkms/}; vg_log_build "${vg_name%%/*}" "$vg_path" "$vg_inode:$vg_size:$vg_time" ;;
            *beegfs*) vg_log_file beegfs "$vg_path" "$vg_inode" "$vg_size" ;;
            *apt*) vg_log_file apt "$vg_path" "$vg_inode" "$vg_size" ;;
            *dnf*) vg_log_file dnf "$vg_path" "$vg_inode" "$vg_size" ;;
        esac
    done <<END
$vg_stats
END
}

vg_logs() {
    if vg_has journalctl; then vg_log_journal; elif vg_has dmesg; then vg_log_dmesg; fi
    vg_log_files
}

vg_setup() {
    set -f
    umask 077
    unset CDPATH ENV TIME_STYLE
    # not /usr/local, which sites like to mount over the network
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    export PATH LC_ALL=C LANGUAGE='' SYSTEMD_COLORS=0
    cd / || return
    vg_mountinfo="" vg_dir="" vg_now=0 vg_boot="" vg_shown=""
}

vg_main() {
    vg_setup || return
    vg_system
    vg_boot=${vg_boot:--} # a word of the lines kept in the state folder
    vg_mount_tables
    vg_live_start
    vg_run os 0 cat /etc/os-release
    vg_run arch 0 uname -m
    vg_release=$(uname -r 2>&1)
    vg_emit kernel 'uname -r' $? "$vg_release"
    vg_list_kernels
    vg_headers
    vg_packages
    vg_candidates
    ! vg_has dkms || vg_run dkms 8 dkms status
    vg_modules_on_disk
    vg_loaded
    vg_secure_boot
    vg_units_state
    [ -n "$vg_dir" ] || [ "$vg_sudo" != 1 ] || vg_find_dir
    vg_sudo_state
    vg_boot
    vg_signing_keys
    vg_ask_all
    vg_logs
    vg_live_wait
    vg_live_report
    echo "@@$vg_marker done"
}

# Another script in front of this one may have a task of its own.
case ${vg_task:-vg_main} in
    vg_main) vg_main ;;
    *) "$vg_task" ;;
esac </dev/null
