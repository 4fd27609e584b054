"""What settings of the server change."""
import os
import pathlib
import subprocess
import sys
import urllib.request

from walk import walk

KILLED = """import os, sys
from browser import Browser, Server
server = Server(sys.argv[1])
print(server.url, server.call('POST', '/login', {'user': 'admin', 'password': 'admin'}, who='')[0], Browser().driver.service.process.pid, flush=True)
os.kill(os.getpid(), 9)"""


def answers(url):
    try:
        return bool(urllib.request.urlopen(url + '/healthz'))
    except OSError:
        return False


def alive(group):
    """Whether a process of that group has not ended."""
    for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
        try:
            state, _, its_group = stat.read_text().rpartition(')')[2].split()[:3]
        except OSError:  # it has just ended
            continue
        if int(its_group) == group and state != 'Z':
            return True
    return False


@walk()
def a_walks_own_server(w):
    """It knows no setting of the machine, and ends with what has started it; so does the browser."""
    folder = str(pathlib.Path(__file__).parent)
    machine = {**os.environ, 'PYTHONPATH': folder, 'GF_AUTH_DISABLE_LOGIN_FORM': 'true'}
    told = subprocess.run([sys.executable, '-c', KILLED, w.server.process.args[0]], env=machine, stdout=subprocess.PIPE, text=True).stdout
    url, status, driver = told.split()
    assert status == '200', f'signing in is answered by {status}'
    w.b.until(lambda: not answers(url), 'the server to end')
    w.b.until(lambda: not alive(int(driver)), 'the browser to end')


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
    b.said('Bad request data')


@walk(environment={'GF_FEATURE_TOGGLES_ENABLE': ''})
def without_accounts(w):
    b = w.b
    w.sign_in()
    b.has('Keys for programs')
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
