/** Layouts of C structures for unit tests; nothing of this is in a product bundle. */
package transom.layout;
