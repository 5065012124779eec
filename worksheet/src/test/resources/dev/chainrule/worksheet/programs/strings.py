# Strings: literals, escapes, methods, slices.
print('a\tb\nc\\d\'e"f', "it's", 'say "hi"', "both ' and \"", '\x41\u0042\U00000043\103\0'[:-1], r'\n\t', 'one' 'two', '''a
b''', """c'd"e""")
print(repr('a\tb\n\\\'"'), repr("it's"), repr('"'), repr('\x00\x1f\x7f\x80\xa0é\u200b日\U0001F600'), repr(''), '\N{GREEK SMALL LETTER ALPHA}', '\q')
s = 'Hello, World'
print(s[0], s[-1], s[2:5], s[:3], s[-3:], s[::2], s[::-1], s[5:2], s[10:100], s[-100:3], s[5:2:-1], s[::-3], s[:], len(s))
print(s.upper(), s.lower(), s.title(), s.swapcase(), 'hELLO wORLD'.capitalize(), "they're bill's".title(), 'ß'.upper())
print(s.find('o'), s.find('o', 5), s.find('z'), s.rfind('o'), s.index('W'), s.count('l'), s.count(''), s.find(''), s.find('', 20), s.rfind(''), s.find('o', -4), s.count('l', 4))
print(s.startswith('He'), s.endswith('ld'), s.startswith(('x', 'H')), s.endswith('lo', 0, 5), s.startswith('W', 7), 'a'.startswith(''))
print('a,b,,c'.split(','), 'a b  c '.split(), ' a b '.split(' '), 'a,b,c'.split(',', 1), 'a b c d'.split(None, 2), ''.split(), ''.split(','), 'a,b,c'.rsplit(',', 1), ' a b c '.rsplit(None, 1), 'a--b--c'.split('--'))
print('l1\nl2\r\nl3\rl4'.splitlines(), 'a\n'.splitlines(True), ''.splitlines(), 'a=b=c'.partition('='), 'abc'.partition('='), 'a=b=c'.rpartition('='), 'abc'.rpartition('='))
print('  x '.strip() + '|', '  x '.lstrip() + '|', '  x '.rstrip() + '|', 'xxaxx'.strip('x'), 'abcba'.strip('ab'), 'mississippi'.rstrip('ipz'), '\t\n x \r'.strip())
print('-'.join(['a', 'b', 'c']), ''.join('abc'), ', '.join(str(i) for i in range(4)), '-'.join([]), 'x'.join(['one']))
print('aaa'.replace('a', 'b'), 'aaa'.replace('a', 'bb', 2), 'abc'.replace('', '-'), 'aaaa'.replace('aa', 'b'), 'abc'.replace('z', 'y'), 'abc'.replace('', '-', 2))
print('7'.zfill(3), '-7'.zfill(4), '+7'.zfill(4), 'abc'.center(9, '*'), 'abcd'.center(9, '*'), 'ab'.ljust(5) + '|', 'ab'.rjust(5), 'ab'.center(5, '.'), 'abc'.center(2))
print('abc'.isalpha(), 'ab1'.isalpha(), '123'.isdigit(), ''.isdigit(), 'ab1'.isalnum(), ' \t'.isspace(), 'ABC'.isupper(), 'abc1'.islower(), '1'.isupper(), 'Ab'.istitle(), 'a_1'.isidentifier(), '²'.isdigit(), '²'.isdecimal())
print('prefix-x'.removeprefix('prefix-'), 'x.txt'.removesuffix('.txt'), 'a\tb'.expandtabs(4), 'ab' in 'cabd', 'x' not in 'abc', '' in 'a')
print('a' + 'b', 'ab' * 3, 3 * 'ab', 'x' * 0, 'x' * -1, 'a' < 'b', 'Z' < 'a', 'abc' < 'abd', 'ab' < 'abc', 'a' == 'a', 'é' > 'z')
print(ord('a'), chr(97), ord('日'), chr(128512), len('日本語😀'), '日本語😀'[3], '日本語😀'[::-1], list('a😀b'), 'x😀y'.find('y'), '😀' in 'x😀')
print(list('abc'), tuple('ab'), sorted('banana'), set('a'), ''.join(sorted(set('banana'))), ''.join(reversed('abc')), max('hello'), min('hello'))
print([c for c in 'abc'], {c: i for i, c in enumerate('ab')}, [*'xy'], list(zip('ab', 'cd')), str(1.0), str(None), str([1, 'a']), str('s'))
print('%s' % 'a' * 2, ('a' 'b'), "line one \
continued", str(123)[::-1], 'abc'[1], 'a,b'.split(',')[1], len(''), not '', bool('0'))
print(str.upper('abc'), list(map(str.strip, [' a ', 'b '])), ' '.join(map(str, [1, 2])), 'A'.casefold(), 'aXbX'.split('X'), 'tab\there')
w = 'x'
w += 'y'
w *= 2
print(w, 'a\
b', 'Ünïcödé'.upper(), 'naïve'.title(), 'ǆ'.title(), 'ﬁ'.upper())
