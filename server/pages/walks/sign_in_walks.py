"""Signing in, and who sees what."""
from walk import walk


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
