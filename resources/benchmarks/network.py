# SPDX-FileCopyrightText: 2026 The Vermagic authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One node of a network benchmark: receives from one node and sends to another for a bounded time.

Speaks run-benchmark.sh's protocol on standard output, and "BYTES MILLISECONDS" a line in between: what it has sent. Says
"ready PORT" and then waits for "go HOST PORT" on standard input; whatever comes after that, and its end, ends it. Writes
no file. What connects without the mark is turned away. Python 3.6 and newer, nothing but its library.

Arguments: MARK RUNTIME RAMP JOBS BLOCK INTERVAL LIMIT; seconds, connections, bytes, milliseconds, seconds
"""
import os
import platform
import signal
import socket
import sys
import threading
import time

MARK = sys.argv[1]
RUNTIME, RAMP, JOBS, BLOCK, INTERVAL, LIMIT = (int(word) for word in sys.argv[2:8])
CONNECTING = 10  # seconds
STALLED = 20  # seconds in which nothing went


def write(text):
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        os._exit(1)


def say(*words):
    write("\n@@" + MARK + " " + " ".join(str(word) for word in words) + "\n")


class Receiver:
    """Takes what another node sends and throws it away."""

    def __init__(self):
        try:
            self.server = socket.socket(socket.AF_INET6)
            self.server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            self.server.bind(("::", 0))
        except OSError:  # a node without IPv6
            self.server = socket.socket(socket.AF_INET)
            self.server.bind(("0.0.0.0", 0))
        self.server.listen(64)
        self.port = self.server.getsockname()[1]
        self.open = 0
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.server.accept()
            threading.Thread(target=self.drain, args=(connection,), daemon=True).start()

    def drain(self, connection):
        token = b""
        connection.settimeout(CONNECTING)
        try:
            while len(token) < len(MARK):
                part = connection.recv(len(MARK) - len(token))
                if not part:
                    break
                token += part
            if token != MARK.encode():
                return
            with self.lock:
                self.open += 1
            connection.settimeout(STALLED)
            buffer = bytearray(BLOCK)
            try:
                while connection.recv_into(buffer):
                    pass
            finally:
                with self.lock:
                    self.open -= 1
        except OSError:
            pass
        finally:
            connection.close()

    def wait(self, seconds):
        """Until whoever sends to this node is done too."""
        end = time.monotonic() + seconds
        while self.open and time.monotonic() < end:
            time.sleep(0.05)


class Sender:
    """JOBS connections to the next node."""

    def __init__(self, host, port):
        self.sent = [0] * JOBS
        self.problem = None
        self.stop = False
        self.connections = []
        for _ in range(JOBS):
            connection = socket.create_connection((host, port), CONNECTING)
            connection.sendall(MARK.encode())
            connection.settimeout(STALLED)
            self.connections.append(connection)
        self.threads = [threading.Thread(target=self.send, args=(job,), daemon=True) for job in range(JOBS)]
        for thread in self.threads:
            thread.start()

    def send(self, job):
        block = memoryview(bytearray(BLOCK))
        connection = self.connections[job]
        try:
            while not self.stop:
                self.sent[job] += connection.send(block)
        except OSError as error:
            self.problem = error

    def end(self):
        self.stop = True
        for thread in self.threads:
            thread.join(STALLED)
        for connection in self.connections:
            connection.close()


def watch():
    os.read(0, 1)
    os._exit(1)


def report(sender):
    """The totals as they grow; they begin anew when the ramp is over."""
    begun, before, ramp = time.monotonic(), 0, RAMP
    while not sender.problem:
        time.sleep(INTERVAL / 1000)
        now, total = time.monotonic(), sum(sender.sent)
        write("%d %d\n" % (total - before, (now - begun) * 1000))
        if ramp and now - begun >= ramp:
            begun, before, ramp = now, total, 0
        elif not ramp and now - begun >= RUNTIME:
            return


def measure(host, port):
    sender = None
    try:
        sender = Sender(host, port)
        report(sender)
        sender.end()
        problem = sender.problem
    except OSError as error:
        problem = error
    if problem:
        write("cannot send to %s port %d: %s\n" % (host, port, problem.strerror or problem))
    return 1 if problem else 0


def main():
    signal.alarm(LIMIT)
    say("fact", "tool", "python3")
    say("fact", "tool_version", "Python " + platform.python_version())
    say("fact", "kernel", platform.release())
    receiver = Receiver()
    say("ready", receiver.port)
    words = sys.stdin.readline().split()
    if len(words) != 3 or words[0] != "go":
        return 1
    threading.Thread(target=watch, daemon=True).start()
    say("begin", "network", "sent")
    status = measure(words[1], int(words[2]))
    say("end", "network", status)
    receiver.wait(STALLED)
    if status == 0:
        say("done")
    return status


status = main()
sys.stdout.flush()
os._exit(status)  # whatever a thread waits for
