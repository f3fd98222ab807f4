/** What components can be told: names, values and defaults as their bundles describe them (OSGi Metatype). */
package transom.shell.internal.config;
