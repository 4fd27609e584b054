"""A fresh server and a headless browser for one walk, and what both have seen."""
import base64
import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

WAIT_SECONDS = 60  # what is waited for happens at once, but on a machine that does other things too
# Notices go after seconds: each is kept for those who look later. A page without storage has no notices.
KEEP_NOTICES = """new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    if (!(node instanceof Element) || !node.matches('.alert')) continue;
    const notice = {text: node.textContent, testid: node.dataset.testid, role: node.querySelector('[role]').getAttribute('role')};
    sessionStorage.setItem('walk.notices', JSON.stringify([...JSON.parse(sessionStorage.getItem('walk.notices') || '[]'), notice]));
  }
}).observe(document, {childList: true, subtree: true})"""
# The first that holds the words; it and those before it are not told again.
TAKE_NOTICE = """const all = JSON.parse(sessionStorage.getItem('walk.notices') || '[]');
const at = all.findIndex((notice) => notice.text.includes(arguments[0]));
sessionStorage.setItem('walk.notices', JSON.stringify(all.slice(at + 1)));
return all[at];"""


LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def end_with_parent():
    """Whatever ends the walks ends the driver, and that, at the end of its pipe, the browser."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Server:
    """One grafake on a port of its own. It ends with this process, however that ends."""

    def __init__(self, program, arguments=(), environment=None):
        # No setting of a Grafana that this machine may have.
        mine = {name: value for name, value in os.environ.items() if not name.startswith('GF_')}
        variables = {**mine, 'GF_FEATURE_TOGGLES_ENABLE': 'serviceAccounts', **(environment or {})}
        self.folder = tempfile.mkdtemp()
        ready = os.path.join(self.folder, 'url')
        self.process = subprocess.Popen([program, '--port', '0', '--exit-with-parent', '--ready-file', ready, *arguments],
                                        env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + WAIT_SECONDS
        while not os.path.exists(ready):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError('the server has not started')
            time.sleep(0.01)
        self.url = pathlib.Path(ready).read_text().strip().rstrip('/')

    def call(self, method, path, body=None, who='admin:admin'):
        request = urllib.request.Request(self.url + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header('Content-Type', 'application/json')
        if ':' in who:
            request.add_header('Authorization', 'Basic ' + base64.b64encode(who.encode()).decode())
        elif who:
            request.add_header('Authorization', 'Bearer ' + who)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.loads(answer.read() or 'null')
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Browser:
    """Chromium, by the words that a test would use. Everything waits for what it wants to see."""

    def __init__(self, width=1280, height=900):
        self.profile = tempfile.mkdtemp()
        self.all_seen = []
        options = webdriver.ChromeOptions()
        options.binary_location = '/usr/bin/chromium'
        flags = ['--headless=new', '--disable-dev-shm-usage', '--force-device-scale-factor=1', f'--window-size={width},{height}',
                 f'--user-data-dir={self.profile}', '--lang=en-US', '--remote-debugging-pipe']
        for flag in flags + (['--no-sandbox'] if os.geteuid() == 0 else []):
            options.add_argument(flag)
        # In a session of its own: Ctrl-C is for the walks, which end the browser.
        service = Service('/usr/bin/chromedriver', popen_kw={'start_new_session': True, 'preexec_fn': end_with_parent})
        options.set_capability('goog:loggingPrefs', {'browser': 'ALL', 'performance': 'ALL'})
        self.driver = webdriver.Chrome(service=service, options=options)
        self.resize(width, height)
        self.keep_notices()

    def keep_notices(self):
        """Of this window from its next page on."""
        self.driver.execute_cdp_cmd('Page.addScriptToEvaluateOnNewDocument', {'source': KEEP_NOTICES})

    def resize(self, width, height=900):
        self.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride',
                                    {'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': False})

    def forget(self):
        """Begins anew for another server."""
        self.driver.get('about:blank')
        self.driver.execute_cdp_cmd('Network.clearBrowserCookies', {})
        self.requests()
        self.complaints()
        self.all_seen = []

    def stop(self):
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, url):
        self.driver.get(url)

    def until(self, condition, what='what was waited for'):
        return WebDriverWait(self.driver, WAIT_SECONDS, poll_frequency=0.05).until(lambda _: self._try(condition), what)

    @staticmethod
    def _try(condition):
        try:
            return condition()
        except WebDriverException:
            return False

    def find(self, css):
        return self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, css), css)

    def click(self, css):
        self.until(lambda: self.driver.find_element(By.CSS_SELECTOR, css).click() or True, f'to press {css}')

    def visible(self, css):
        return self.until(lambda: next((e for e in self.driver.find_elements(By.CSS_SELECTOR, css) if e.is_displayed()), None), css)

    def all(self, css):
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self, words, tag='*'):
        """The one element whose own text is that."""
        path = f'//{tag}[normalize-space(.)={json.dumps(words)}]'
        return self.until(lambda: next((e for e in self.driver.find_elements(By.XPATH, path) if e.is_displayed()), None), words)

    def press(self, words, tag='button'):
        self.until(lambda: self.text(words, tag).click() or True, f'to press {words}')

    def gone(self, css):
        self.until(lambda: not self.all(css), f'{css} to go')

    def has(self, words):
        return self.until(lambda: words in self.driver.find_element(By.TAG_NAME, 'body').text, f'the text {words!r}')

    def said(self, words=''):
        """The next notice with the words, also when it has gone already."""
        return self.until(lambda: self.driver.execute_script(TAKE_NOTICE, words), f'the notice {words!r}')

    def close_notices(self):
        self.driver.execute_script("document.querySelectorAll('.alert button').forEach((button) => button.click())")

    def names(self, css):
        """The accessible names of all that is shown."""
        return [e.accessible_name for e in self.all(css) if e.is_displayed()]

    def named(self, role, words):
        """What has that role and the words in its name, as role queries find it."""
        def look():
            for e in self.driver.find_elements(By.CSS_SELECTOR, 'a,button,input,[role]'):
                if e.is_displayed() and e.aria_role == role and words.lower() in e.accessible_name.lower():
                    return e
            return None
        return self.until(look, f'{role} named {words}')

    def keys(self, *keys):
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def at(self, path):
        self.until(lambda: self.driver.current_url.split('//', 1)[1].split('/', 1)[1] == path, f'the address /{path}')

    def sign_in(self, url, user='admin', password='admin'):
        self.open(url + '/login')
        self.find('[aria-label="Username input field"]').send_keys(user)
        self.find('[aria-label="Password input field"]').send_keys(password)
        self.find('[aria-label="Login button"]').click()
        if password == 'admin':
            self.find('[aria-label="Skip change password button"]').click()
        self.until(lambda: not self.all('.login-page'), 'the login page to go')

    def requests(self):
        """Requests to the API since the last call: method, path with query, body."""
        found = []
        for entry in self.driver.get_log('performance'):
            message = json.loads(entry['message'])['message']
            if message['method'] != 'Network.requestWillBeSent':
                continue
            request = message['params']['request']
            found.append((request['method'], request['url'], request.get('postData')))
        self.all_seen += found
        return [(m, '/' + u.split('//', 1)[1].split('/', 1)[1], b) for m, u, b in found
                if '/api/' in u or (m == 'POST' and u.endswith('/login'))]

    def awaited(self, count):
        """The requests since the last call, when there are so many."""
        found = self.requests()
        end = time.monotonic() + WAIT_SECONDS
        while len(found) < count and time.monotonic() < end:
            time.sleep(0.05)
            found += self.requests()
        return found

    def complaints(self):
        """What the console says; a refused or broken request is noted there by the browser itself."""
        own = ('the server responded with a status of', 'net::ERR_')
        return [e['message'] for e in self.driver.get_log('browser') if not any(words in e['message'] for words in own)]

    def picture(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.driver.save_screenshot(path)

    def time_to_draw(self, url, css, request):
        """Opens a page and tells how many milliseconds after the end of the answer to that request a frame showed this."""
        watch = """new MutationObserver((_, o) => document.querySelector(%s) && (o.disconnect(),
          requestAnimationFrame(() => setTimeout(() => { window.drawnAt = performance.now(); })))).observe(document, {childList: true, subtree: true})"""
        script = self.driver.execute_cdp_cmd('Page.addScriptToEvaluateOnNewDocument', {'source': watch % json.dumps(css)})
        self.open(url)
        drawn = self.until(lambda: self.driver.execute_script('return window.drawnAt'), f'{css} to be drawn')
        self.driver.execute_cdp_cmd('Page.removeScriptToEvaluateOnNewDocument', script)
        answered = self.driver.execute_script(
            'return performance.getEntriesByType("resource").filter((e) => e.name.includes(arguments[0])).map((e) => e.responseEnd)[0]', request)
        return drawn - answered

    def axe(self, script, only=()):
        """What axe finds wrong on the page as it is, by all rules or only by those."""
        if not self.driver.execute_script('return Boolean(window.axe)'):
            self.driver.execute_script(script)
        tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
        what = {'type': 'rule', 'values': only} if only else {'type': 'tag', 'values': tags}
        result = self.driver.execute_async_script(
            'const done = arguments[1]; axe.run(document, {runOnly: arguments[0], resultTypes: ["violations"]}).then(done, (e) => done({violations: [{id: String(e), nodes: []}]}));', what)
        return [f"{v['id']}: {n['html'][:160]}" for v in result['violations'] for n in (v['nodes'] or [{'html': ''}])]
