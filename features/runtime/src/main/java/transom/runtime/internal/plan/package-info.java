/** What an update would do, found out without touching anything; what cannot go well is refused with a reason. */
package transom.runtime.internal.plan;
