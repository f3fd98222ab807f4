/** What is held, in this process and beyond it. */
package transom.keep.internal.store;
