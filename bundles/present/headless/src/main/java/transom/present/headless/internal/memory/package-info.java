/**
 * Pictures in memory: one thread of its own takes the frames of all scanouts, copies their damage and gives them back.
 */
package transom.present.headless.internal.memory;
