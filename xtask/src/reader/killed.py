"""A server that is killed while it takes files: the archive checks clean, and going on works.

killed.py TIFA CLIPPINGS

Killed five times at different moments of an upload; then the same files are added in peace, and the archive must export what one
that was never disturbed exports.
"""

import http.client
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

MOMENTS = [0.02, 0.1, 0.25, 0.5, 1.0]
COPIES = 40


def server(program, archive):
    command = [program, "--archive", str(archive), "serve", "--address", "127.0.0.1:0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = process.stdout.readline().strip().split("/")[2]
    return process, address


def body(files, csrf):
    boundary = "tifa-upload"
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n'.encode()]
    for name, content in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"


def upload(address, files):
    """Sends the files as a form does; gives the address of the job."""
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", "/add")
    answer = connection.getresponse()
    csrf = re.search(r'name="csrf" value="([^"]*)"', answer.read().decode()).group(1)
    cookie = answer.getheader("set-cookie").split(";")[0]
    content, media_type = body(files, csrf)
    connection.request("POST", "/add", content, {"Content-Type": media_type, "Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    return answer.getheader("location")


def tifa(program, archive, *arguments):
    return subprocess.run([program, "--archive", str(archive), *arguments], capture_output=True, check=True).stdout


def copies(clippings):
    """The clippings many times over, each time with other words at the end, so that adding takes a while."""
    files = []
    for n in range(COPIES):
        for path in sorted(pathlib.Path(clippings).iterdir()):
            if path.suffix in (".md", ".txt"):
                files.append((f"{n:02}/{path.name}", path.read_bytes() + f"\n\n{n}\n".encode()))
    return files


def add_in_peace(program, archive, files):
    process, address = server(program, archive)
    job = upload(address, files)
    for _ in range(600):
        connection = http.client.HTTPConnection(address, timeout=60)
        connection.request("GET", job)
        if b"<progress" not in connection.getresponse().read():
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.wait(30)


def main(program, clippings):
    files = copies(clippings)
    with tempfile.TemporaryDirectory() as folder:
        quiet, disturbed = pathlib.Path(folder) / "quiet", pathlib.Path(folder) / "disturbed"
        add_in_peace(program, quiet, files)
        for moment in MOMENTS:
            process, address = server(program, disturbed)

            def send():
                try:
                    upload(address, files)
                except OSError:
                    pass  # The server is gone, as it should be.
                except http.client.HTTPException:
                    pass

            sender = threading.Thread(target=send)
            sender.start()
            time.sleep(moment)
            process.kill()
            process.wait()
            sender.join()
            tifa(program, disturbed, "check")
        add_in_peace(program, disturbed, files)
        tifa(program, disturbed, "check")
        first, second = (tifa(program, a, "export", "statements") for a in (quiet, disturbed))
        if not first or first != second:
            raise SystemExit("the disturbed archive is another one")
        print(f"killed {len(MOMENTS)} times in an upload of {len(files)} files: the same archive, no damage")


if __name__ == "__main__":
    main(*sys.argv[1:])
