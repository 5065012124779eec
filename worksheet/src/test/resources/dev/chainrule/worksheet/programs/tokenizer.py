def tokens(s):
    i, out = 0, []
    while i < len(s):
        c = s[i]
        if c.isspace(): i += 1
        elif c.isdigit():
            j = i
            while j < len(s) and (s[j].isdigit() or s[j] == '.'): j += 1
            out.append(float(s[i:j])); i = j
        else: out.append(c); i += 1
    return out
def parse(ts):
    pos = 0
    def expr():
        nonlocal pos
        v = term()
        while pos < len(ts) and ts[pos] in ('+', '-'):
            op = ts[pos]; pos += 1
            v = v + term() if op == '+' else v - term()
        return v
    def term():
        nonlocal pos
        v = atom()
        while pos < len(ts) and ts[pos] in ('*', '/'):
            op = ts[pos]; pos += 1
            v = v * atom() if op == '*' else v / atom()
        return v
    def atom():
        nonlocal pos
        t = ts[pos]; pos += 1
        if t == '(':
            v = expr(); pos += 1
            return v
        if t == '-': return -atom()
        return t
    return expr()
for e in ('1 + 2 * 3', '(1 + 2) * 3', '2 * (3 - 4) / -5', '10 / 4 - 1.5'):
    print(e, '=', parse(tokens(e)))
