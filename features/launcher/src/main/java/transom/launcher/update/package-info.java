/** {@code transom update | rollback | swap | history | dev}: replacing the bundles of a running Transom, through its shell. */
package transom.launcher.update;
