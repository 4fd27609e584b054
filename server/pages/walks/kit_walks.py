"""What test kits for Grafana look for: Cypress's four selectors, models of @grafana/plugin-e2e, texts as Selenium finds them."""
from browser import By, Keys
from walk import walk


def boot(b, path):
    return b.driver.execute_script(f'return window.grafanaBootData.{path}')


def choose(b, text):
    """The model of a select: its container, the menu beside it, the option by its name."""
    b.click('[class*="-grafana-select-value-container"]')
    b.named('option', text).click()
    b.until(lambda: b.find('[class*="-singleValue"]').text == text, f'{text} to be chosen')


@walk()
def kits_by_selectors(w):
    b = w.b
    w.open('/login')
    assert boot(b, 'settings.buildInfo.version') == '9.0.9'
    b.find('.login-page')
    b.find('[aria-label="Username input field"]').send_keys('admin')
    b.find('[aria-label="Password input field"]').send_keys('admin')
    b.click('[aria-label="Login button"]')
    b.click('[data-testid="data-testid Skip change password button"]')
    b.gone('.login-page')
    b.driver.execute_script('Object.assign(grafanaBootData.settings.featureToggles, {mine: true})')
    assert boot(b, 'settings.featureToggles.mine') and boot(b, 'user.isSignedIn')
    w.open('/org/serviceaccounts')
    b.find('[data-testid="data-testid Tab Service accounts"]')
    b.click('[data-testid="data-testid Call to action button Add service account"]')
    b.driver.find_element(By.XPATH, "//span[text()='Create']")
    b.find('[data-testid=input-wrapper] #display-name-input').send_keys('robot')
    b.driver.find_element(By.XPATH, "//button[.='Create']").click()
    b.at('org/serviceaccounts')
    b.until(lambda: b.driver.find_element(By.LINK_TEXT, 'robot'))
    assert len(b.driver.find_elements(By.LINK_TEXT, 'Add service account')) == 1
    b.find('a[href="org/serviceaccounts/create"]')
    choose(b, 'Editor')
    b.until(lambda: w.server.call('GET', '/api/serviceaccounts/2')[1]['role'] == 'Editor', 'the role to change')
    b.find('[role=combobox]').send_keys('view', Keys.ENTER)
    b.until(lambda: w.server.call('GET', '/api/serviceaccounts/2')[1]['role'] == 'Viewer', 'the role that was typed')
    b.until(lambda: b.driver.switch_to.active_element.get_attribute('role') == 'combobox', 'the focus to come back')
    b.click('[class*="-singleValue"]')
    b.keys('nobody')
    b.text('No options found', 'li')
    w.look('typed')
    b.keys(Keys.ESCAPE)
    b.click('a[href="org/serviceaccounts/2"][title=robot]')
    b.press('Add token')
    for words in ('New service account', 'Generate service account token'):
        assert len(b.all(f'[aria-label="{words}"]')) <= 1
    b.find('input[name=tokenName]').send_keys('first')
    b.click('#option-true-expiration')
    b.click('#option-false-expiration')
    b.click('[aria-label="Generate service account token"]')
    assert b.find('input[name=tokenValue]').get_attribute('value').startswith('glsa_')
    b.named('button', 'Copy to clipboard and close').click()
    b.gone('dialog')
    b.press('Delete service account')
    b.click('[data-testid="data-testid Confirm Modal Danger Button"]')
    assert b.said('Service account deleted') == {'text': 'Service account deleted', 'testid': 'data-testid Alert success', 'role': 'alert'}


@walk(arguments=('--release', '12.4'))
def kits_by_later_selectors(w):
    b = w.b
    w.open('/login')
    b.find('[data-testid="data-testid Username input field"][placeholder="email or username"]').send_keys('admin', Keys.TAB, 'wrong', Keys.ENTER)
    b.until(lambda: b.find('.login-pane [data-testid="data-testid Alert error"]').text == 'Login failed\nInvalid username or password', 'what went wrong')
    w.look('failed')
    password = b.find('[data-testid="data-testid Password input field"]')
    password.clear()
    password.send_keys('admin')
    b.click('[data-testid="data-testid Login button"]')
    b.click('[data-testid="data-testid Skip change password button"]')
    b.gone('.login-page')
    assert boot(b, 'settings.buildInfo.version') == '12.4.0'
    w.open('/org/serviceaccounts/create')
    b.find('[data-testid="data-testid navigation mega-menu"]')
    b.find('#display-name-input').send_keys('robot')
    b.click('[class*="-grafana-select-value-container"]')
    b.find('[data-testid="data-testid Select menu"]')
    b.named('option', 'Admin').click()
    b.press('Create')
    b.has('Numerical identifier')
    assert w.server.call('GET', '/api/serviceaccounts/search')[1]['serviceAccounts'][0]['role'] == 'Admin'
    b.press('Edit')
    b.find('#Name-input').send_keys(' two')
    b.press('Save')
    told = b.said('updated')
    assert (told['testid'], told['role']) == ('data-testid Alert success', 'status'), told
