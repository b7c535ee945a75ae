/**
 * Narrow exceptions for alerts that were no matter: which fields tell such alerts apart, and the text to paste. Looks at alerts and fields; loads no rules
 * and runs no tests.
 */
package io.peregrine.authoring.suggest;
