# Dictionaries and sets.
d = {'a': 1, 'b': 2, 3: 'c', (1, 2): [1], None: 0.5, True: 'yes'}
print(d, len(d), d['a'], d[3], d[(1, 2)], d[None], d[1], d[1.0], 'a' in d, 'z' in d, 2 not in d)
d['z'] = 26; d['a'] = 100; del d['b']; d[1.0] = 'one'; print(d)
print(d.get('a'), d.get('q'), d.get('q', 0), d.pop('z'), d.pop('zz', None), d.setdefault('n', []), d.setdefault('a', 5), d)
d['n'].append(1); print(d['n'], list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
for k in d: print(k, end=' ')
print()
for k, v in d.items(): print(k, v, sep='=', end=';')
print()
e = dict(a=1, b=2); e.update({'c': 3}, d=4); e.update([('e', 5)]); print(e, dict([(1, 2)]), dict({'x': 1}, y=2), dict(zip('ab', range(2))), {**e, 'a': 0}, e | {'f': 6})
e |= {'g': 7}; print(e, e == dict(e), {1: 2} == {1.0: 2.0}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, e.copy() is e, e.popitem(), len(e))
print({k: v for k, v in zip('abc', range(3)) if v}, {i: {j: i * j for j in range(2)} for i in range(2)}, sorted(e), max(e, key=e.get), sorted(e.items(), key=lambda kv: -kv[1]), min(e.values()), sum(e.values()))
c = {}
for ch in 'mississippi': c[ch] = c.get(ch, 0) + 1
print(c, sorted(c.items(), key=lambda t: (-t[1], t[0])), bool({}), not {}, {}, {1: {}}, {'a': (1,), 'b': None})
stoi = {s: i + 1 for i, s in enumerate(sorted(set('hello world')))}; stoi['.'] = 0; itos = {i: s for s, i in stoi.items()}; print(stoi, itos)
d = {'x': {'y': [1, 2]}}; d['x']['y'][0] += 10; d['x']['z'] = d['x']['y']; print(d); d.clear(); print(d)
s = {3, 1, 2, 3}; s.add(5); s.discard(1); s.discard(100); s.remove(3); print(s, len(s), 2 in s, set(), {1, 2} == {2, 1}, set([1, 1, 2]), bool(set()))
a, b = {1, 2, 3, 4}, {3, 4, 5}; print(a | b, a & b, a - b, a ^ b, a.union(b), a.intersection(b), a.difference(b), a.symmetric_difference(b), a <= b, {3} < b, b >= {5}, a.isdisjoint({9}), {3}.issubset(b), b.issuperset([3]), a.union([7], (8,)))
a |= {10}; a -= {1}; a &= {2, 3, 10}; a ^= {2}; print(a); a.update([100, 50], {7}); print(a); a.clear(); print(a)
print({10, 5, 0, 20, 15}, {100, 1, 50}, set(range(20, 0, -3)), {x % 7 for x in range(30)}, {-1, -2, 0, 1}, {1.5, 2, 0.25, 3}, {(1, 2), (3, 4), (0, 0)}, {2**40, 1, 2**61, 2**62}, set([8, 16, 24, 32, 1]), {1000 * i for i in range(12)}, sorted({'b', 'a'}))
t = set(range(100)); [t.discard(i) for i in range(0, 100, 3)]; print(t); t |= set(range(1000, 1010)); print(t); print([t.pop() for _ in range(5)], t - set(range(60)), t & {1, 4, 1000}, {i * i for i in range(-20, 20)} - {0})
print(list({5, 3, 9, 1}), tuple({33, 1, 65}), {1, 'a'} == {'a', 1}, {True, 1, 1.0}, {0, False}, len({float('nan'), float('nan')}), {1, 2}.copy(), {*[3, 4], *(1, 2)}, {-5, 5, 13, 21, 29, 37, 45})
