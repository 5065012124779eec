def account(balance=0):
    history = []
    def deposit(x):
        nonlocal balance
        assert x > 0, 'positive only'
        balance += x
        history.append(('deposit', x, balance))
        return balance
    def withdraw(x):
        nonlocal balance
        if x > balance: return None
        balance -= x
        history.append(('withdraw', x, balance))
        return balance
    return {'deposit': deposit, 'withdraw': withdraw, 'history': lambda: list(history)}
a, b = account(), account(100)
print(a['deposit'](50), a['withdraw'](70), b['withdraw'](30), a['withdraw'](20))
print(a['history'](), b['history'](), sep='\n')
