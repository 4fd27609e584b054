"""Signing in, and who sees what."""
import urllib.parse

from browser import Keys
from walk import walk


def fill_in(b, user, password):
    b.find('[name=user]').send_keys(user)
    b.find('[name=password]').send_keys(password, Keys.ENTER)


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
    b.said('Invalid username or password')
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


@walk(arguments=('--release', '12.4'))
def the_wanted_page(w):
    b = w.b
    w.server.call('POST', '/api/admin/users', {'login': 'eve', 'password': 'secret'})
    w.open('/org/serviceaccounts?x=1')
    b.at('login?redirectTo=%2Forg%2Fserviceaccounts%3Fx%3D1')
    fill_in(b, 'admin', 'admin')
    b.press('Skip')
    b.at('org/serviceaccounts?x=1')
    for elsewhere in ('//else.where/', '/\\else.where/', '/\t/else.where/', 'https://else.where/', 'javascript:alert(1)'):
        w.open('/logout')
        w.open('/login?redirectTo=' + urllib.parse.quote(elsewhere, safe=''))
        fill_in(b, 'eve', 'secret')
        b.at('?orgId=1')


@walk(arguments=('--release', '12.4', 'cfg:server.root_url=http://localhost/grafana/', 'cfg:server.serve_from_sub_path=true'))
def the_wanted_page_below_a_path(w):
    b = w.b
    root = '/'.join(w.server.url.split('/')[:3])
    b.open(root + '/grafana/org/serviceaccounts')
    b.at('grafana/login?redirectTo=%2Fgrafana%2Forg%2Fserviceaccounts')
    fill_in(b, 'admin', 'admin')
    b.press('Skip')
    b.at('grafana/org/serviceaccounts')
    for outside in ('/org/serviceaccounts', '/grafana/../org/serviceaccounts'):
        b.open(root + '/grafana/logout')
        b.open(root + '/grafana/login?redirectTo=' + urllib.parse.quote(outside, safe=''))
        fill_in(b, 'admin', 'admin')
        b.press('Skip')
        b.at('grafana/?orgId=1')
