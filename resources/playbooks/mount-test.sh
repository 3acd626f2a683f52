# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
# mount-test.sh FOLDER MOUNTPOINT: whether a file of 1 MiB can be created, written, read back, renamed and removed in
# FOLDER, which must be a part of what is mounted at MOUNTPOINT. The file is dropped from the page cache before it is
# read, so that what is compared comes from the file system. Takes its own folder away, however it ends.
folder=$1 mountpoint=$2

mountpoint -q "$mountpoint" || {
    echo "nothing is mounted at $mountpoint"
    exit 1
}
if [ "$(stat -c %d "$folder")" != "$(stat -c %d "$mountpoint")" ]; then
    echo "$folder is not a part of what is mounted at $mountpoint"
    exit 1
fi

own=$(mktemp -d "$folder/.mount-test.XXXXXX") || exit 1
trap 'rm -rf "$own"' EXIT
trap 'exit 1' HUP INT TERM

written=$(head -c 1048576 /dev/urandom | tee "$own/file" | sha256sum) || exit 1
dd of="$own/file" oflag=nocache conv=notrunc,fdatasync count=0 2>/dev/null || exit 1
read=$(sha256sum <"$own/file") || exit 1
if [ "$written" != "$read" ]; then
    echo "what was read is not what was written: $(stat -c %s "$own/file") of 1048576 bytes"
    exit 1
fi
mv "$own/file" "$own/renamed" && rm "$own/renamed" && rmdir "$own" || exit 1
echo '1 MiB read back as written, renamed and removed'
