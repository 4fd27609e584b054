"""What every walk is written with."""
import json

WALKS = []
CONTRAST = ['color-contrast', 'link-in-text-block']  # what a theme may change


def walk(arguments=(), environment=None, slow=False):
    """`slow`: only when it is asked for."""
    def add(function):
        WALKS.append((function, arguments, environment, slow))
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
        got = self.b.awaited(len(wanted))
        short = [(m, p) for m, p, _ in got]
        assert short == [w[:2] for w in wanted], f'requests {short}, not {[w[:2] for w in wanted]}'
        for (_, path, body), want in zip(got, wanted):
            if len(want) > 2:
                assert json.loads(body) == want[2], f'{path} was sent {body}, not {want[2]}'

    def look(self, state, axe=True):
        """Pictures, and no fault that axe knows, in both themes."""
        for theme in ('dark', 'light'):
            self.b.driver.execute_script(
                "document.body.classList.remove('theme-dark', 'theme-light'); document.body.classList.add(arguments[0])", f'theme-{theme}')
            for width in (320, 1280):
                self.b.resize(width)
                self.b.picture(f'{self.pictures}/{self.name}-{state}-{theme}-{width}.png')
                wide = self.b.driver.execute_script('return document.documentElement.scrollWidth')
                assert wide <= width, f'{state} is {wide} wide in {width}'
                cut = self.b.driver.execute_script("return [...document.querySelectorAll('.table-wrap')].filter((t) => t.scrollWidth > t.clientWidth).length")
                assert not cut, f'{state} has a table that is cut off at {width}'
            if self.axe and axe:
                faults = self.b.axe(self.axe, only=[] if theme == 'dark' else CONTRAST)
                assert not faults, f'axe in {state}, {theme}: {faults}'

    def control(self, method, path, body=None):
        """Test control of the server."""
        status, answer = self.server.call(method, '/_grafake' + path, body, who='')
        assert status < 300, f'{path}: {answer}'
        return answer

    def fault(self, name, route, do, method='GET'):
        """What that route does until the fault is lifted."""
        self.control('POST', '/faults', {'name': name, 'when': {'method': method, 'route': route}, 'do': do})

    def lift(self, name):
        self.control('DELETE', f'/faults/{name}')

    def account(self, name='robot', role=None):
        body = {'name': name}
        status, made = self.server.call('POST', '/api/serviceaccounts', body)
        assert status < 300, made
        if role:
            self.server.call('PATCH', f'/api/serviceaccounts/{made["id"]}', {'role': role})
        return made['id']


LIST = '/api/serviceaccounts/search?perpage=50&page=0&query=&expiredTokens=false&accesscontrol=true'
