#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A real https server for tests: httpsserver.py CERTIFICATE KEY STATUS…
# Prints its port, answers each POST with the next status (the last one stays), and prints one JSON line for each:
# time, path, headers, body. Ends when its standard input does.
import http.server
import json
import os
import ssl
import sys
import threading
import time

statuses = [int(status) for status in sys.argv[3:]]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        status = statuses.pop(0) if len(statuses) > 1 else statuses[0]
        line = {"time": time.monotonic(), "path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": body}
        print(json.dumps(line), flush=True)
        self.send_response(status)
        if status in (301, 302, 307, 308):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
