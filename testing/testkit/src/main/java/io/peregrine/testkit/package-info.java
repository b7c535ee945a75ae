/**
 * What the tests of several modules share: recorded captures. Never shipped; knows no module above {@code event}.
 */
package io.peregrine.testkit;
