#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=dash
# build-rust-packages.sh VERSION FOLDER: the management service, which is written in Rust
set -e
rm -f "$2"/beegfs-mgmtd_*.deb
cargo build --release
3rd-party/beegfs/package beegfs-mgmtd "$1" "$2"
