/*
 * The part of Python that worksheets are written in.
 *
 * Every decision looks at one or two tokens, so that parsing is linear and SLL prediction is enough:
 * where Python needs to look further (is this expression a target? a slice? a dictionary?) the
 * grammar accepts both and the tree builder sorts them out. Indentation and brackets are dealt with
 * between lexer and parser, by Layout.
 */
grammar Worksheet;

options { superClass = NestingParser; }

tokens { INDENT, DEDENT }

worksheet : statement* EOF ;

fragmentOfText : expressions EOF ;

statement
  : line
  | ifStatement
  | whileStatement
  | forStatement
  | withStatement
  | definition
  ;

line : simple (';' simple)* ';'? NEWLINE ;

simple
  : assignment
  | PASS
  | BREAK
  | CONTINUE
  | RETURN expressions?
  | ASSERT expression (',' expression)?
  | DEL expressions
  | GLOBAL NAME (',' NAME)*
  | NONLOCAL NAME (',' NAME)*
  | IMPORT module (',' module)*
  | FROM dotted IMPORT ('*' | '(' imported (',' imported)* ','? ')' | imported (',' imported)*)
  ;

module : dotted (AS NAME)? ;
imported : NAME (AS NAME)? ;
dotted : NAME ('.' NAME)* ;

assignment
  : expressions
    ( AUGMENTED expressions
    | ('=' expressions)+
    | ':' expression ('=' expressions)?
    )?
  ;

ifStatement : IF expression block (ELIF expression block)* (ELSE block)? ;
whileStatement : WHILE expression block (ELSE block)? ;
forStatement : FOR targets IN expressions block (ELSE block)? ;
withStatement : WITH contextItem (',' contextItem)* block ;
contextItem : expression (AS target)? ;

definition
  : ('@' expression NEWLINE)* DEF NAME '(' (parameter (',' parameter)* ','?)? ')'
    ('->' expression)? block
  ;

parameter
  : NAME (':' expression)? ('=' expression)?
  | '*' (NAME (':' expression)?)?
  | '**' NAME (':' expression)?
  | '/'
  ;

block
  : ':' line
  | ':' NEWLINE INDENT statement+ DEDENT
  ;

/* Targets of `for`: no operators, so that `in` ends them. */
targets : target (',' target)* ','? ;
target : '*'? targetAtom trailer* ;
targetAtom : NAME | '(' targets ')' | '[' targets ']' ;

expressions : starred (',' starred)* ','? ;
starred : '*' operation | expression ;

expression
  : operation (IF operation ELSE expression)?
  | LAMBDA (lambdaParameter (',' lambdaParameter)* ','?)? ':' expression
  ;

lambdaParameter
  : NAME ('=' expression)?
  | '*' NAME?
  | '**' NAME
  | '/'
  ;

operation
  : operation trailer                                            # trailed
  | <assoc=right> operation '**' operation                       # power
  | sign=('+' | '-' | '~') operation                             # signed
  | operation op=('*' | '@' | '/' | '//' | '%') operation        # infix
  | operation op=('+' | '-') operation                           # infix
  | operation op=('<<' | '>>') operation                         # infix
  | operation op='&' operation                                   # infix
  | operation op='^' operation                                   # infix
  | operation op='|' operation                                   # infix
  | operation comparator operation                               # compared
  | NOT operation                                                # negated
  | operation AND operation                                      # conjoined
  | operation OR operation                                       # disjoined
  | atom                                                         # plain
  ;

comparator : '<' | '>' | '==' | '>=' | '<=' | '!=' | IN | NOT IN | IS NOT | IS ;

trailer
  : '.' NAME
  | '(' (argument (',' argument)* ','?)? ')'
  | '[' subscript (',' subscript)* ','? ']'
  ;

argument
  : NAME '=' expression
  | '*' expression
  | '**' expression
  | expression comprehension*
  ;

subscript : starred sliceTail? | sliceTail ;
sliceTail : ':' expression? (':' expression?)? ;

atom
  : NAME
  | NUMBER
  | STRING+
  | ELLIPSIS
  | NONE
  | TRUE
  | FALSE
  | '(' items? ')'
  | '[' items? ']'
  | '{' (entry (comprehension+ | (',' entry)* ','?))? '}'
  ;

items : starred (comprehension+ | (',' starred)* ','?) ;
entry : '**' operation | starred (':' expression)? ;
comprehension : FOR targets IN operation (IF operation)* ;

AND : 'and' ;
AS : 'as' ;
ASSERT : 'assert' ;
BREAK : 'break' ;
CONTINUE : 'continue' ;
DEF : 'def' ;
DEL : 'del' ;
ELIF : 'elif' ;
ELSE : 'else' ;
FALSE : 'False' ;
FOR : 'for' ;
FROM : 'from' ;
GLOBAL : 'global' ;
IF : 'if' ;
IMPORT : 'import' ;
IN : 'in' ;
IS : 'is' ;
LAMBDA : 'lambda' ;
NONE : 'None' ;
NONLOCAL : 'nonlocal' ;
NOT : 'not' ;
OR : 'or' ;
PASS : 'pass' ;
RETURN : 'return' ;
TRUE : 'True' ;
WHILE : 'while' ;
WITH : 'with' ;

/* Python has these, worksheets do not: Layout says so in one sentence. */
UNSUPPORTED
  : 'async' | 'await' | 'class' | 'except' | 'finally' | 'raise' | 'try' | 'yield' | ':='
  ;

AUGMENTED
  : '+=' | '-=' | '*=' | '/=' | '//=' | '%=' | '@=' | '&=' | '|=' | '^=' | '>>=' | '<<=' | '**='
  ;

OPEN_ROUND : '(' ;
CLOSE_ROUND : ')' ;
OPEN_SQUARE : '[' ;
CLOSE_SQUARE : ']' ;
OPEN_CURLY : '{' ;
CLOSE_CURLY : '}' ;
ELLIPSIS : '...' ;

NAME : NAME_START NAME_PART* ;

NUMBER
  : ( '0' [xX] ('_'? [0-9a-fA-F])+
    | '0' [oO] ('_'? [0-7])+
    | '0' [bB] ('_'? [01])+
    | (DIGITS ('.' DIGITS?)? | '.' DIGITS) ([eE] [+-]? DIGITS)?
    ) [jJ]?
  ;

STRING : [a-zA-Z]? [a-zA-Z]? (LONG_STRING | SHORT_STRING) ;

NEWLINE : '\n' ;
SPACE : [ \t\f]+ -> skip ;
COMMENT : '#' ~[\n]* -> skip ;
CONTINUATION : '\\' '\n' -> skip ;

UNKNOWN : . ;

fragment DIGITS : [0-9] ('_'? [0-9])* ;
fragment NAME_START : [_\p{L}\p{Nl}] ;
fragment NAME_PART : [_\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}] ;
fragment ESCAPE : '\\' . ;
fragment SHORT_STRING
  : '\'' (ESCAPE | ~['\\\n])* '\''
  | '"' (ESCAPE | ~["\\\n])* '"'
  ;
fragment LONG_STRING
  : '\'\'\'' (ESCAPE | ~'\\')*? '\'\'\''
  | '"""' (ESCAPE | ~'\\')*? '"""'
  ;
