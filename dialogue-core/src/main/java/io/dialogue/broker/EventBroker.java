package io.dialogue.broker;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * The log of each room. All nodes that share rooms share a broker; members are served
 * from what it hands over, in every deployment.
 * <p>
 * Guarantees, which {@code EventBrokerContractTests} check:
 * <ul>
 * <li>Publishing numbers, deduplicates, keeps and hands over as one operation in the
 * room's order: all nodes see a room's kept events in the order of their offsets, which
 * are 1, 2, 3 and so on within an epoch.</li>
 * <li>An event is handed over exactly once to each node that has members.</li>
 * <li>What {@link #since} answers, and what is handed over with an offset behind its
 * head, together are without gap or repetition. It says {@code recovered} exactly if
 * nothing of the names that it is asked for was evicted behind the place that it is asked
 * for.</li>
 * <li>A room's epoch changes only with {@link #clear}, while the room has no members. A
 * broker that loses a log otherwise must have the members' connections closed: envelopes
 * do not carry the epoch, and a member would not notice.</li>
 * <li>Evicted events stay pageable until the {@link EvictionListener} is done with them.
 * </li>
 * <li>No method blocks. Stages complete on any thread.</li>
 * </ul>
 */
public interface EventBroker {

	/**
	 * Sets where events go. Called once, before all else.
	 * @param handOver takes published events
	 * @param evictionListener takes events that are no longer kept
	 */
	void attach(HandOver handOver, EvictionListener evictionListener);

	/**
	 * Publishes an event.
	 * @param publication the event
	 * @return completes when the event was handed over on this node; for a duplicate,
	 * with what became of the first
	 */
	CompletionStage<Published> publish(Publication publication);

	/**
	 * Looks up a publication by its idempotency key.
	 * @param roomId the room's id
	 * @param idempotencyKey the key
	 * @return completes with what became of it, or with {@code null} if none is known
	 * within the window
	 */
	CompletionStage<@Nullable Published> findPublished(String roomId, String idempotencyKey);

	/**
	 * Reads a page of a room's history.
	 * @param request which page
	 * @return completes with the page, empty for a room without history
	 */
	CompletionStage<HistoryPage> page(PageRequest request);

	/**
	 * Reads what a member needs to catch up.
	 * @param request where the member stands
	 * @return completes with the events
	 */
	CompletionStage<Replay> since(ReplayRequest request);

	/**
	 * Forgets a room that is deleted: its events are evicted, and a later room of that id
	 * begins a new epoch.
	 * @param roomId the room's id
	 * @return completes when the eviction listener is done
	 */
	CompletionStage<?> clear(String roomId);

}
