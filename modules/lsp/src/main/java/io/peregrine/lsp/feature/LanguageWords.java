package io.peregrine.lsp.feature;

import io.peregrine.filter.syntax.Operator;
import io.peregrine.filter.syntax.Transformer;

/** What operators and transformers do, in a sentence each. */
final class LanguageWords {
    private LanguageWords() {}

    static String describe(Operator operator) {
        return switch (operator) {
            case EXISTS -> "The field has a value.";
            case EQ -> "The field is equal to the value; texts are compared byte by byte.";
            case NE -> "The field has a value, and it is another.";
            case LT -> "The number is less.";
            case LE -> "The number is less or equal.";
            case GT -> "The number is greater.";
            case GE -> "The number is greater or equal.";
            case CONTAINS -> "The text stands somewhere in the field.";
            case ICONTAINS -> "The text stands somewhere in the field, in upper or lower case.";
            case BCONTAINS -> "The bytes, written in hexadecimal digits, stand somewhere in the buffer.";
            case STARTSWITH -> "The field begins with the text.";
            case BSTARTSWITH -> "The buffer begins with the bytes, written in hexadecimal digits.";
            case ENDSWITH -> "The field ends with the text.";
            case GLOB -> "The field fits the shell pattern; * and ? stand for slashes too.";
            case IGLOB -> "The field fits the shell pattern, in upper or lower case.";
            case REGEX -> "All of the field fits the POSIX regular expression.";
            case IN -> "The field is one of the values; of a field with several values each is.";
            case INTERSECTS -> "Some value of the field is one of the values.";
            case PMATCH -> "The path is one of the paths, or lies below one.";
        };
    }

    static String describe(Transformer transformer) {
        return switch (transformer) {
            case VAL -> "The value of a field, on the right of an operator: fd.name = val(proc.exepath).";
            case TOLOWER -> "The text in lower case.";
            case TOUPPER -> "The text in upper case.";
            case B64 -> "The text decoded from base64; no value when it is none.";
            case BASENAME -> "What stands behind the last slash.";
            case LEN -> "The length of a text, or the number of values of a list.";
            case JOIN -> "The values of a list with a separator between them: join(\"-\", proc.args).";
            case CONCAT -> "The arguments one behind the other.";
            case GETOPT -> "The short options in a list of arguments, by an option string of getopt(3).";
        };
    }
}
