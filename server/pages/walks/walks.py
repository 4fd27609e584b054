#!/usr/bin/python3
"""Walks through the pages in Debian's Chromium, each on a fresh server, each with the requests that it must send.
Usage: walks.py PROGRAM PICTURES [AXE_SCRIPT] [WORD]   WORD: only walks whose name holds it.
Pictures of every state at 1280 and 320 pixels in both themes go to PICTURES. Exit code 1: something is wrong."""
import json
import pathlib
import sys
import time
import traceback

from browser import ActionChains, Browser, Keys, Server

WALKS = []


def walk(arguments=(), environment=None):
    def add(function):
        WALKS.append((function, arguments, environment))
        return function
    return add


class Walk:
    """What a walk has at hand."""

    def __init__(self, name, browser, server, pictures, axe):
        self.name, self.b, self.server, self.pictures, self.axe = name, browser, server, pictures, axe

    def open(self, path):
        self.b.open(self.server.url + path)

    def sign_in(self, user='admin', password='admin'):
        self.b.sign_in(self.server.url, user, password)
        self.b.requests()

    def expect(self, *wanted):
        """The requests since the last look, in order: method, path, and a body when it matters."""
        got = self.b.requests()
        short = [(m, p) for m, p, _ in got]
        assert short == [w[:2] for w in wanted], f'requests {short}, not {[w[:2] for w in wanted]}'
        for (_, path, body), want in zip(got, wanted):
            if len(want) > 2:
                assert json.loads(body) == want[2], f'{path} was sent {body}, not {want[2]}'

    def look(self, state):
        """Pictures, and no fault that axe knows, in both themes."""
        for theme in ('dark', 'light'):
            self.b.driver.execute_script(
                "document.body.classList.remove('theme-dark', 'theme-light'); document.body.classList.add(arguments[0])", f'theme-{theme}')
            for width in (320, 1280):
                self.b.resize(width)
                self.b.picture(f'{self.pictures}/{self.name}-{state}-{theme}-{width}.png')
                wide = self.b.driver.execute_script('return document.documentElement.scrollWidth')
                assert wide <= width, f'{state} is {wide} wide in {width}'
            if self.axe:
                faults = self.b.axe(self.axe)
                assert not faults, f'axe in {state}, {theme}: {faults}'

    def account(self, name='robot', role=None):
        body = {'name': name}
        status, made = self.server.call('POST', '/api/serviceaccounts', body)
        assert status < 300, made
        if role:
            self.server.call('PATCH', f'/api/serviceaccounts/{made["id"]}', {'role': role})
        return made['id']


LIST = '/api/serviceaccounts/search?perpage=50&page=0&query=&expiredTokens=false&accesscontrol=true'


@walk()
def the_guide(w):
    b = w.b
    w.open('/org/serviceaccounts')
    b.at('login')
    w.look('login')
    b.requests()
    b.find('[name=user]').send_keys('admin')
    b.find('[name=password]').send_keys('admin')
    b.named('button', 'Log in').click()
    b.find('#new-password')
    w.look('first-password')
    b.named('button', 'Skip').click()
    b.at('?orgId=1')
    w.expect(('POST', '/login', {'user': 'admin', 'password': 'admin'}))
    w.look('home')
    ActionChains(b.driver).move_to_element(b.named('link', 'Configuration')).perform()
    b.visible('.flyout')
    w.look('menu')
    ActionChains(b.driver).move_to_element(b.named('link', 'Configuration')).perform()
    b.named('menuitem', 'Service accounts').click()
    b.has("You haven't created any service accounts yet.")
    w.look('no-accounts')
    b.named('link', 'New service account').click()
    b.named('textbox', 'Display name').send_keys('robot')
    w.look('new')
    b.named('button', 'Create service account').click()
    b.at('org/serviceaccounts')
    b.text('robot', 'a').click()
    b.has('Creation date')
    w.expect(('GET', LIST), ('POST', '/api/serviceaccounts/', {'name': 'robot', 'role': 'Viewer'}),
             ('PATCH', '/api/serviceaccounts/2', {'name': 'robot', 'role': 'Viewer'}), ('GET', LIST),
             ('GET', '/api/serviceaccounts/2?accesscontrol=true'), ('GET', '/api/serviceaccounts/2/tokens'))
    w.look('account')
    b.named('button', 'Add token').click()
    b.named('textbox', 'Display name').send_keys('first')
    w.look('token')
    b.named('button', 'Generate service account token').click()
    secret = b.find('[name=tokenValue]').get_attribute('value')
    w.look('token-made')
    b.press('Copy to clipboard and close')
    b.gone('dialog')
    w.expect(('POST', '/api/serviceaccounts/2/tokens', {'name': 'first', 'secondsToLive': None}),
             ('GET', '/api/serviceaccounts/2/tokens'))
    assert w.server.call('GET', '/api/org', who=secret)[0] == 200
    assert secret not in b.driver.page_source


@walk()
def by_keyboard(w):
    b = w.b
    w.open('/login')
    b.find('[name=user]')
    b.keys('admin', Keys.TAB, 'admin', Keys.ENTER)
    b.find('#new-password')
    b.keys('better', Keys.TAB, 'worse', Keys.ENTER)
    b.has('Passwords must match!')
    w.look('no-match')
    field = b.find('#confirm-new-password')
    field.clear()
    field.send_keys('better', Keys.ENTER)
    b.at('?orgId=1')
    w.expect(('POST', '/login'),
             ('PUT', '/api/user/password', {'newPassword': 'better', 'confirmNew': 'better', 'oldPassword': 'admin'}))
    b.named('link', 'Configuration').send_keys('')
    b.driver.execute_script("document.querySelector('.symbol[aria-label=Configuration]').focus()")
    b.visible('.flyout')
    b.keys(Keys.ARROW_RIGHT, Keys.ENTER)
    b.at('org/serviceaccounts')
    b.find('[aria-label="New service account"]').send_keys(Keys.ENTER)
    b.find('#display-name-input').send_keys(Keys.TAB)
    b.has('Display name is required')
    b.keys(Keys.ENTER)
    b.find('[aria-label="Role picker menu"]')
    w.look('role-picker')
    b.keys(Keys.ARROW_DOWN, Keys.TAB, Keys.TAB, Keys.ENTER)
    b.gone('[aria-label="Role picker menu"]')
    b.find('#display-name-input').send_keys('robot', Keys.ENTER)
    b.at('org/serviceaccounts')
    role = b.find('[role=combobox]')
    role.send_keys(Keys.ENTER)
    b.find('[role=listbox]')
    role.send_keys(Keys.ARROW_UP, Keys.ENTER)
    b.until(lambda: b.find('.select-singleValue').text == 'Admin')
    b.until(lambda: len(b.names('tbody tr')) == 1)
    b.text('robot', 'a').send_keys(Keys.ENTER)
    b.named('button', 'Add token').send_keys(Keys.ENTER)
    b.find('[name=tokenName]').send_keys('first', Keys.TAB, Keys.ARROW_RIGHT)
    b.find('[placeholder="MM/DD/YYYY"]').send_keys(Keys.ARROW_DOWN)
    b.keys(Keys.ARROW_RIGHT, Keys.ENTER)
    b.gone('[data-testid=date-picker]')
    b.named('button', 'Generate token').send_keys(Keys.ENTER)
    b.find('[name=tokenValue]')
    b.keys(Keys.ESCAPE)
    b.gone('dialog')
    b.has('Expires in 1 day')
    assert b.driver.switch_to.active_element.text == 'Add token', 'the focus has not come back'


@walk(environment={'GF_SERVER_ROOT_URL': '%(protocol)s://%(domain)s:%(http_port)s/'})
def signing_in(w):
    b = w.b
    w.open('/profile')
    b.at('login')
    b.press('Log in')
    b.has('Email or username is required')
    w.look('empty-fields')
    w.expect()
    b.find('[name=user]').send_keys('admin')
    b.find('[name=password]').send_keys('wrong')
    b.click('[role=switch]')
    assert b.find('[name=password]').get_attribute('type') == 'text'
    b.press('Log in')
    b.has('Invalid username or password')
    w.look('wrong-password')
    assert b.find('[name=user]').get_attribute('value') == 'admin'
    field = b.find('[name=password]')
    field.clear()
    field.send_keys('admin')
    b.press('Log in')
    b.press('Skip')
    b.at('profile')
    b.has('not part of grafake')
    w.look('elsewhere')
    w.open('/logout')
    b.at('login')


@walk(arguments=('cfg:auth.anonymous.enabled=true', 'cfg:auth.disable_login_form=true', 'cfg:auth.anonymous.hide_version=true'))
def anonymous(w):
    b = w.b
    w.open('/')
    b.has('There is nothing here that you may see')
    w.look('home')
    assert 'v9' not in b.find('footer').text
    b.named('link', 'Sign in').click()
    b.at('login')
    b.has('turned off')
    w.look('no-form')


@walk()
def the_list(w):
    b = w.b
    for number in range(51):
        w.account(f'robot {number:02}')
    w.account('<img src=x onerror=alert(1)> "quoted" \u202eright to left\u202c 😀 ' + 'x' * 140)
    w.sign_in()
    w.open('/org/serviceaccounts')
    b.find('table')
    assert len(b.all('tbody tr')) == 50
    w.look('pages')
    b.requests()
    b.click('[aria-label="next page"]')
    b.until(lambda: len(b.all('tbody tr')) == 2)
    w.expect(('GET', LIST.replace('page=0', 'page=2')))
    b.find('[placeholder="Search service account by name."]').send_keys('robot 07')
    b.until(lambda: len(b.all('tbody tr')) == 1)
    w.expect(('GET', LIST.replace('query=', 'query=robot%2007')))
    b.press('Expired tokens', 'label')
    b.has('No service accounts found')
    w.look('nothing-found')
    b.click('[aria-label="Clear"]')
    b.press('All service accounts', 'label')
    b.until(lambda: len(b.all('tbody tr')) == 50)
    b.find('[placeholder="Search service account by name."]').send_keys('robot 07')
    b.until(lambda: len(b.all('tbody tr')) == 1)
    b.requests()
    b.click('[role=combobox]')
    w.look('roles')
    b.press('Editor', 'li')
    b.until(lambda: len(got := b.requests()) == 2 and got[0][0] == 'PATCH' and json.loads(got[0][2])['role'] == 'Editor')
    b.click('[aria-label="Delete service account"]')
    b.has("Are you sure you want to delete 'robot 07'?")
    w.look('delete')
    b.press('Cancel')
    b.gone('dialog')
    b.click('[aria-label="Delete service account"]')
    b.click('[aria-label="Confirm Modal Danger Button"]')
    b.has('Service account deleted')
    b.has('No service accounts found')
    w.server.stop()
    b.click('[aria-label="Clear"]')
    b.has('Try again')
    b.has('The server cannot be reached.')
    w.look('unreachable')


@walk()
def one_account(w):
    b = w.b
    w.account('robot')
    w.server.call('POST', '/api/serviceaccounts/2/tokens', {'name': 'soon', 'secondsToLive': 3 * 86400 + 60})
    w.server.call('POST', '/api/serviceaccounts/2/tokens', {'name': 'late', 'secondsToLive': 90 * 86400})
    w.server.call('POST', '/api/serviceaccounts/2/tokens', {'name': 'gone', 'secondsToLive': 1})
    w.sign_in()
    time.sleep(1.1)
    w.open('/org/serviceaccounts/2')
    b.has('Expires in 3 days')
    b.has('Expired')
    w.look('tokens')
    b.requests()
    b.press('Edit')
    assert b.find('#Name-input').get_attribute('value') == 'robot'
    w.look('rename')
    b.press('Cancel')
    b.press('Edit')
    b.find('#Name-input').send_keys(' two')
    b.press('Save')
    b.text('robot two', 'h2')
    (method, path, body), = b.requests()
    assert (method, path) == ('PATCH', '/api/serviceaccounts/2?accesscontrol=true')
    assert json.loads(body)['name'] == 'robot two'
    b.press('Disable service account')
    w.look('disable')
    b.click('[aria-label="Confirm Modal Danger Button"]')
    b.press('Enable service account')
    b.text('Disable service account', 'button')
    b.press('Add token')
    b.find('[name=tokenName]').send_keys('soon')
    b.press('Generate token')
    b.has('already exists in the organization')
    w.look('token-taken')
    b.press('Set expiration date', 'label')
    b.click('[placeholder="MM/DD/YYYY"]')
    b.find('[data-testid=date-picker]')
    w.look('calendar')
    assert not b.named('button', 'Generate token').is_enabled()
    b.find('[placeholder="MM/DD/YYYY"]').send_keys('01/01/2020', Keys.TAB)
    b.has('Choose a day after today')
    b.press('No expiration', 'label')
    b.click('[aria-label="Close dialogue"]')
    b.gone('dialog')
    b.click('[aria-label="Delete service account token"]')
    w.look('delete-token')
    b.requests()
    b.press('Delete')
    b.has('API key deleted')
    assert [m for m, _, _ in b.requests()] == ['DELETE', 'GET']
    b.press('Delete service account')
    b.click('[aria-label="Confirm Modal Danger Button"]')
    b.at('org/serviceaccounts')
    b.has('Service account deleted')
    w.open('/org/serviceaccounts/2')
    b.has('There is no such service account')
    w.look('not-there')
    b.requests()
    w.open('/org/serviceaccounts/abc')
    b.has('There is no such service account')
    w.expect()


@walk()
def who_sees_what(w):
    b = w.b
    w.server.call('POST', '/api/admin/users', {'login': 'eve', 'password': 'secret'})
    w.sign_in('eve', 'secret')
    b.has('There is nothing here that you may see')
    w.look('viewer')
    w.open('/org/serviceaccounts')
    b.at('?orgId=1')
    assert 'Configuration' not in ' '.join(b.names('a'))
    w.open('/nothing')
    b.has('Page not found')
    w.look('not-found')
    w.server.call('PUT', '/api/user/preferences', {'theme': 'light'}, who='eve:secret')
    w.open('/')
    b.find('body.theme-light')


@walk(arguments=('cfg:security.content_security_policy=true',
                 "cfg:security.content_security_policy_template=default-src 'none'; script-src $NONCE; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'"))
def under_a_strict_policy(w):
    b = w.b
    w.account()
    w.sign_in()
    w.open('/org/serviceaccounts')
    b.text('robot', 'a').click()
    b.press('Add token')
    b.press('Generate token')
    b.has('Bad request data')


@walk(environment={'GF_FEATURE_TOGGLES_ENABLE': ''})
def without_accounts(w):
    b = w.b
    w.sign_in()
    b.has('API keys')
    w.open('/org/serviceaccounts')
    b.at('?orgId=1')
    w.open('/org/apikeys')
    b.has("You haven't added any API keys yet.")
    assert 'Service accounts' not in ' '.join(b.names('a'))


@walk(arguments=('cfg:rbac.enabled=false',))
def without_rbac(w):
    b = w.b
    w.sign_in()
    w.open('/org/serviceaccounts/create')
    b.find('#display-name-input').send_keys('robot')
    assert not b.all('[data-testid=role-picker]')
    b.press('Create')
    b.text('robot', 'a').click()
    b.has('Creation date')
    assert ('GET', '/api/serviceaccounts/2') in [r[:2] for r in b.requests()]
    b.press('Add token')
    b.find('dialog')


@walk(arguments=('cfg:server.root_url=http://localhost/grafana/', 'cfg:server.serve_from_sub_path=true'))
def below_a_path(w):
    b = w.b
    root = '/'.join(w.server.url.split('/')[:3])
    b.sign_in(root + '/grafana')
    b.at('grafana/?orgId=1')
    b.open(root + '/grafana/org/serviceaccounts/create')
    b.find('#display-name-input').send_keys('second')
    b.press('Create')
    b.at('grafana/org/serviceaccounts')
    b.text('second', 'a').click()
    b.has('Creation date')
    b.named('tab', 'API keys').click()
    b.at('grafana/org/apikeys')


@walk(arguments=('cfg:grafake.page_names=grafana',))
def by_grafanas_names_alone(w):
    b = w.b
    w.open('/login')
    b.find('[name=user]')
    assert b.names('button') == ['Show password', 'Login button'], b.names('button')
    w.sign_in()
    w.open('/org/serviceaccounts/create')
    b.find('#display-name-input')
    assert b.names('main button') == ['Role', 'Create'], b.names('main button')
    assert b.names('[role=tab]') == ['Tab API keys', 'Tab Service accounts'], b.names('[role=tab]')


@walk()
def the_session_ends(w):
    b = w.b
    w.sign_in()
    w.open('/org/apikeys')
    b.press('New API key')
    b.named('textbox', 'Key name').send_keys('late')
    b.driver.execute_cdp_cmd('Network.clearBrowserCookies', {})
    b.press('Add')
    b.at('login')


@walk()
def api_keys(w):
    b = w.b
    keys = '/api/auth/keys?includeExpired=%s&accesscontrol=true'
    w.sign_in()
    w.open('/org/apikeys')
    b.press('New API key')
    w.look('form')
    b.named('textbox', 'Key name').send_keys('first')
    b.find('#time-to-live-input').send_keys('never', Keys.TAB)
    b.has('Not a valid duration')
    b.find('#time-to-live-input').clear()
    b.find('#time-to-live-input').send_keys('1d')
    b.press('Add')
    b.find('#Key')
    w.look('made')
    b.click('[aria-label="Close dialogue"]')
    b.find('table')
    b.until(lambda: not b.all('dialog'))
    w.expect(*[('GET', keys % e) for e in ('false', 'true')],
             ('POST', '/api/auth/keys', {'name': 'first', 'role': 'Viewer', 'secondsToLive': 86400}),
             *[('GET', keys % e) for e in ('false', 'true')])
    w.look('list')
    b.click('[aria-label="Delete API key"]')
    b.press('Delete')
    b.has('API key deleted')
    b.has("You haven't added any API keys yet.")


@walk(arguments=('--release', '12.4'))
def the_latest_release(w):
    b = w.b
    w.sign_in()
    w.open('/org/serviceaccounts/create')
    b.find('#display-name-input').send_keys('robot')
    b.press('Create')
    b.has('Numerical identifier')
    assert b.driver.title == 'robot - Service accounts - Users and access - Administration - Grafana', b.driver.title
    w.look('account')
    b.press('Add service account token')
    b.press('Set expiration date', 'label')
    w.look('token')
    b.press('Generate token')
    b.find('[name=tokenValue]')
    b.press('Close')
    b.gone('dialog')
    w.open('/org/serviceaccounts')
    b.press('Disable')
    b.click('[data-testid="data-testid Confirm Modal Danger Button"]')
    b.press('Enable')
    b.text('Disable', 'button')
    w.look('list')
    b.requests()
    b.press('Disabled', 'label')
    b.has('No service accounts found')
    w.expect(('GET', '/api/serviceaccounts/search?perpage=50&page=0&query=&disabled=true&accesscontrol=true'))
    b.click('[aria-label="Collapse section: Administration"]')
    b.find('[aria-label="Expand section: Administration"]')


@walk(arguments=('--release', '9.3'))
def migration(w):
    b = w.b
    w.server.call('POST', '/api/auth/keys', {'name': 'old', 'role': 'Viewer'})
    w.sign_in()
    w.open('/org/apikeys')
    b.find('table')
    w.look('keys')
    b.requests()
    b.press('Migrate to service accounts now')
    b.has('Yes, migrate now')
    b.press('Yes, migrate now')
    b.has('API keys migrated to service accounts')
    assert b.requests()[0][:2] == ('POST', '/api/serviceaccounts/migrate')
    w.open('/org/serviceaccounts')
    b.find('table')
    w.look('accounts')


def foreign(b, server):
    """Requests to anybody else."""
    b.requests()
    return [u for _, u, _ in b.all_seen if not u.startswith((server.url, 'data:', 'about:', 'chrome'))]


def run(program, pictures, axe, word):
    failed = 0
    browser = Browser()
    for function, arguments, environment in WALKS:
        name = function.__name__
        if word not in name:
            continue
        begin = time.monotonic()
        server = Server(program, arguments, environment)
        w = Walk(name, browser, server, pictures, axe)
        browser.forget()
        try:
            function(w)
            strange = foreign(browser, server)
            assert not strange, f'asked elsewhere: {strange}'
            said = [c for c in browser.complaints() if 'ERR_CONNECTION_REFUSED' not in c]
            assert not said, f'the console says {said}'
            print(f'{name}: well, {time.monotonic() - begin:.1f} s', flush=True)
        except Exception:  # a walk must not keep the others from running
            failed += 1
            browser.picture(f'{pictures}/failed-{name}.png')
            print(f'{name}: FAILED at {browser.driver.current_url}', flush=True)
            traceback.print_exc()
        finally:
            server.stop()
    browser.stop()
    return failed


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    script = pathlib.Path(sys.argv[3]).read_text() if len(sys.argv) > 3 and sys.argv[3] else None
    if script is None:
        print('without axe: faults of accessibility are not looked for')
    sys.exit(1 if run(sys.argv[1], sys.argv[2], script, sys.argv[4] if len(sys.argv) > 4 else '') else 0)
