/** Commands for tests, scope card. */
package transom.itests.testcard.internal.shell;
