/** Records as files in memory. */
package transom.keep.internal.record;
