// Which page this is.
const draws = { login: drawLogin, home: drawHome, accounts: drawAccounts, new_account: drawNewAccount, account: drawAccount, api_keys: drawApiKeys, elsewhere: drawElsewhere, not_found: drawNotFound };
drawFrame();
draws[page]();
showKeptNotice();
focusFirst();
// One that comes back as it was left shows what was true then.
addEventListener('pageshow', (event) => event.persisted && location.reload());
