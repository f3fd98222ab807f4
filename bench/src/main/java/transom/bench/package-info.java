/**
 * Benchmarks: JMH for what runs for every event, and a run of the demo for what a frame costs as a whole. Results are
 * JSON; figures are compared within one run only.
 */
package transom.bench;
