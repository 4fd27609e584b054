"""What goes wrong meanwhile, and what is large."""
from browser import Keys
from walk import walk

SEARCH = '/api/serviceaccounts/search'
TOKENS = '/api/serviceaccounts/:id/tokens'
HTML = {'then': {'status': 200, 'headers': {'Content-Type': 'text/html'}, 'body': '<h1>A proxy speaks</h1>'}}
BROKEN = {'then': {'status': 500, 'body': {'message': 'database is locked'}}}


@walk()
def a_server_in_trouble(w):
    b = w.b
    w.account()
    w.sign_in()
    for name, do, words in (('html', HTML, 'The server answered with status 200'), ('broken', BROKEN, 'database is locked'),
                            ('drop', {'then': 'drop'}, 'The server cannot be reached.'), ('cut', {'then': {'cut_after': 5}}, 'The server'),
                            ('garbage', {'then': {'garbage': True}}, 'The server cannot be reached.')):
        w.fault(name, SEARCH, do)
        w.open('/org/serviceaccounts')
        b.has('The list of service accounts could not be loaded.')
        b.said(words)
        assert 'A proxy speaks' not in b.find('body').text
        w.lift(name)
        b.press('Try again')
        b.text('robot', 'a')
    w.fault('slow', SEARCH, {'delay': '1h'})
    w.open('/org/serviceaccounts')
    b.has('Loading ...')
    w.look('loading')
    w.lift('slow')
    b.text('robot', 'a')


@walk()
def a_change_in_trouble(w):
    b = w.b
    w.account()
    w.sign_in()
    w.open('/org/serviceaccounts/2')
    b.press('Add token')
    b.find('[name=tokenName]').send_keys('first')
    for name, do, words in (('html', HTML, 'Unexpected error'), ('broken', BROKEN, 'database is locked'), ('drop', {'then': 'drop'}, 'The server cannot be reached.')):
        w.fault(name, TOKENS, {**do, 'apply': 'never'}, 'POST')
        b.press('Generate token')
        b.said(words)
        assert b.find('[name=tokenName]').get_attribute('value') == 'first'
        w.lift(name)
        b.close_notices()
    w.fault('slow', TOKENS, {'delay': '1h'}, 'POST')
    b.press('Generate token')
    b.until(lambda: not b.named('button', 'Generate token').is_enabled(), 'the button to be off')
    w.look('under-way')
    w.lift('slow')
    b.find('[name=tokenValue]')
    b.press('Close')
    b.gone('dialog')
    b.text('first', 'span')
    w.fault('gone', '/api/serviceaccounts/:id', BROKEN, 'PATCH')
    b.press('Edit')
    b.find('#Name-input').send_keys(' two')
    b.press('Save')
    b.said('database is locked')
    assert b.find('#Name-input').get_attribute('value') == 'robot two'
    w.look('not-saved')
    b.find('[role=combobox]').send_keys('Admin', Keys.ENTER)
    b.said('database is locked')
    b.until(lambda: b.find('[class*="-singleValue"]').text == 'Viewer', 'the role to be what it was')
    w.lift('gone')
    b.press('Save')
    b.text('robot two', 'h2')
    w.fault('half', '/api/serviceaccounts/:id', BROKEN, 'PATCH')
    w.open('/org/serviceaccounts/create')
    b.find('#display-name-input').send_keys('half made', Keys.ENTER)
    b.at('org/serviceaccounts')
    b.said('database is locked')
    b.text('half made', 'a')


@walk()
def two_windows(w):
    b = w.b
    w.account()
    w.sign_in()
    w.open('/org/serviceaccounts/2')
    b.has('Creation date')
    first = b.driver.current_window_handle
    b.driver.switch_to.new_window('tab')
    b.keep_notices()
    w.open('/org/serviceaccounts/2')
    b.press('Edit')
    b.find('#Name-input').send_keys(' two')
    b.press('Save')
    b.text('robot two', 'h2')
    second = b.driver.current_window_handle
    b.driver.switch_to.window(first)
    b.press('Disable service account')
    b.click('[aria-label="Confirm Modal Danger Button"]')
    b.text('Enable service account', 'button')
    shown = b.find('h2').text
    assert w.server.call('GET', '/api/serviceaccounts/2')[1]['name'] == shown, f'{shown} is shown'
    b.driver.switch_to.window(second)
    b.press('Delete service account')
    b.click('[aria-label="Confirm Modal Danger Button"]')
    b.said('Service account deleted')
    b.driver.close()
    b.driver.switch_to.window(first)
    b.press('Enable service account')
    b.said('ailed to')
    b.text('Enable service account', 'button')
    w.look('gone-meanwhile')
    b.press('Add token')
    b.find('[name=tokenName]').send_keys('first')
    b.press('Generate token')
    b.said()
    assert not b.all('[name=tokenValue]')


@walk(slow=True)
def large_lists(w):
    b = w.b
    tokens = [{'name': f'token {number:03}'} for number in range(1000)]
    w.control('POST', '/seed', {'service_accounts': [{'name': f'robot {number:05}'} for number in range(9999)] + [{'name': 'a thousand', 'tokens': tokens}]})
    w.sign_in()
    drawn = b.time_to_draw(w.server.url + '/org/serviceaccounts', 'tbody tr', 'search?')
    assert len(b.all('tbody tr')) == 50
    w.look('ten-thousand')
    b.press('200')
    b.text('robot 09998', 'a')
    b.find('[placeholder="Search service account by name."]').send_keys('a thousand')
    b.text('a thousand', 'a').click()
    b.has('Creation date')
    account = b.driver.current_url
    listed = b.time_to_draw(account, 'tbody tr[class], .filter-table:not(.profile) tbody tr', '/tokens')
    print(f'large_lists: drawn after the answer: 50 of 10,000 accounts {drawn:.0f} ms, 1,000 tokens {listed:.0f} ms', flush=True)
    assert len(b.all('.filter-table:not(.profile) tbody tr')) == 1000
    w.look('thousand-tokens', axe=False)
    b.click('[aria-label="Delete service account token"]')
    b.press('Delete')
    b.said('API key deleted')
    b.until(lambda: len(b.all('.filter-table:not(.profile) tbody tr')) == 999)


@walk()
def without_script(w):
    b = w.b
    b.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': True})
    try:
        w.open('/login')
        b.has('These pages need JavaScript')
        for width in (320, 1280):
            b.resize(width)
            b.picture(f'{w.pictures}/{w.name}-login-dark-{width}.png')
    finally:
        b.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': False})
