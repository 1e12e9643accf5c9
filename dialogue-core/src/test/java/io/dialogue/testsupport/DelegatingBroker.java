package io.dialogue.testsupport;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.EvictionListener;
import io.dialogue.broker.HandOver;
import io.dialogue.broker.HistoryPage;
import io.dialogue.broker.PageRequest;
import io.dialogue.broker.Publication;
import io.dialogue.broker.Published;
import io.dialogue.broker.Replay;
import io.dialogue.broker.ReplayRequest;

/**
 * A broker that does what another one does, but for what its subclasses do otherwise.
 */
public abstract class DelegatingBroker implements EventBroker {

	private final EventBroker delegate;

	/**
	 * Creates a broker.
	 * @param delegate the other one
	 */
	protected DelegatingBroker(EventBroker delegate) {
		this.delegate = delegate;
	}

	@Override
	public void attach(HandOver handOver, EvictionListener evictionListener) {
		this.delegate.attach(handOver, evictionListener);
	}

	@Override
	public CompletionStage<Published> publish(Publication publication) {
		return this.delegate.publish(publication);
	}

	@Override
	public CompletionStage<@Nullable Published> findPublished(String roomId, String idempotencyKey) {
		return this.delegate.findPublished(roomId, idempotencyKey);
	}

	@Override
	public CompletionStage<HistoryPage> page(PageRequest request) {
		return this.delegate.page(request);
	}

	@Override
	public CompletionStage<Replay> since(ReplayRequest request) {
		return this.delegate.since(request);
	}

	@Override
	public CompletionStage<?> clear(String roomId) {
		return this.delegate.clear(roomId);
	}

}
