#!/usr/bin/python3
"""Walks through the pages in Debian's Chromium, two at a time, each on a fresh server, each with the requests that it must send.
Usage: walks.py PROGRAM PICTURES [AXE_SCRIPT] [WORD]   WORD: only walks whose name holds it; --all: the slow ones too.
Pictures of every state at 1280 and 320 pixels in both themes go to PICTURES. Exit code 1: something is wrong."""
import os
import pathlib
import queue
import signal
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse

from browser import Browser, Server
from walk import WALKS, Walk

import account_walks  # noqa: F401  they add themselves
import guide_walks  # noqa: F401
import kit_walks  # noqa: F401
import setting_walks  # noqa: F401
import sign_in_walks  # noqa: F401
import trouble_walks  # noqa: F401

BROWSERS = 2
FAULTY = '<title>x</title><body style="background:#fff"><img src="x"><button></button><p style="color:#eee">pale</p><input>'


def foreign(b, server):
    """Requests to anybody else."""
    b.requests()
    return [u for _, u, _ in b.all_seen if not u.startswith((server.url, 'data:', 'about:', 'chrome'))]


def prove(browser, axe):
    """A judge who finds nothing on a bad page is none."""
    browser.open('data:text/html,' + urllib.parse.quote(FAULTY))
    found = {fault.split(':')[0] for fault in browser.axe(axe)}
    missed = {'image-alt', 'button-name', 'color-contrast', 'label', 'html-has-lang'} - found
    assert not missed, f'axe has not found {missed}'


def go(browser, program, pictures, axe, what):
    """One walk; what went wrong with it, or nothing."""
    function, arguments, environment, _ = what
    name = function.__name__
    server = Server(program, arguments, environment)
    try:
        browser.forget()
        function(Walk(name, browser, server, pictures, axe))
        strange = foreign(browser, server)
        assert not strange, f'asked elsewhere: {strange}'
        said = browser.complaints()
        assert not said, f'the console says {said}'
        return ''
    except Exception:  # a walk must not keep the others from running
        browser.picture(f'{pictures}/failed-{name}.png')
        return f'at {browser.driver.current_url}\n{traceback.format_exc()}'
    finally:
        server.stop()


def work(todo, failed, browsers, program, pictures, axe):
    browser = Browser()
    browsers.append(browser)
    try:
        if axe:
            prove(browser, axe)
        while True:
            what = todo.get_nowait()
            begin = time.monotonic()
            wrong = go(browser, program, pictures, axe, what)
            failed += [what] if wrong else []
            print(f'{what[0].__name__}: {"FAILED " + wrong if wrong else "well"}, {time.monotonic() - begin:.1f} s', flush=True)
    except queue.Empty:
        pass
    except Exception:
        if browser in browsers:  # otherwise it has been taken away, and cannot do what was asked
            failed.append(None)
            traceback.print_exc()
    finally:
        browser.stop()


def wait(workers, browsers):
    """Ctrl-C ends the browsers, and with them what waits for them."""
    try:
        for worker in workers:
            worker.join()
    except KeyboardInterrupt:
        while browsers:
            browsers.pop().stop()
        sys.exit(130)


def run(program, pictures, axe, word):
    todo, failed, browsers = queue.Queue(), [], []
    chosen = [what for what in WALKS if word == '--all' or (word in what[0].__name__ and (word or not what[3]))]
    for what in chosen:
        todo.put(what)
    workers = [threading.Thread(target=work, args=(todo, failed, browsers, program, pictures, axe), daemon=True) for _ in range(min(BROWSERS, len(chosen)))]
    for worker in workers:
        worker.start()
    wait(workers, browsers)
    if not chosen:
        print(f'no walk is called {word}')
    return not chosen or failed


def run_in_own_folder(*arguments):
    """What browsers and servers leave behind goes with it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ['TMPDIR'] = tempfile.tempdir = folder
        return run(*arguments)


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    script = pathlib.Path(sys.argv[3]).read_text() if len(sys.argv) > 3 and sys.argv[3] else None
    if script is None:
        print('without axe: faults of accessibility are not looked for')
    sys.exit(1 if run_in_own_folder(sys.argv[1], sys.argv[2], script, sys.argv[4] if len(sys.argv) > 4 else '') else 0)
