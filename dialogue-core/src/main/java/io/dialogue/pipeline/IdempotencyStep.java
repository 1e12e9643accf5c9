package io.dialogue.pipeline;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.Published;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * Answers a repeated trigger with what became of the first: a concurrent one waits for
 * it, and only successes are remembered.
 */
final class IdempotencyStep implements EventStep {

	private final Map<Key, CompletableFuture<@Nullable TriggerResult>> running = new ConcurrentHashMap<>();

	private final EventBroker broker;

	IdempotencyStep(EventBroker broker) {
		this.broker = broker;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		return (exchange.id() != null) ? once(exchange, exchange.id(), next) : next.proceed(exchange);
	}

	private CompletionStage<TriggerResult> once(EventExchange exchange, String id, EventChain next) {
		Key key = new Key(exchange.roomId(), keyOf(exchange.from(), id));
		CompletableFuture<@Nullable TriggerResult> own = new CompletableFuture<>();
		CompletableFuture<@Nullable TriggerResult> first = this.running.putIfAbsent(key, own);
		if (first != null) {
			return first.thenCompose(
					(result) -> (result != null) ? CompletableFuture.completedStage(result) : once(exchange, id, next));
		}
		return CompletableFuture.completedStage(key)
			.thenCompose((it) -> this.broker.findPublished(it.roomId(), it.idempotencyKey()))
			.thenCompose((known) -> (known != null) ? CompletableFuture.completedStage(result(id, known))
					: next.proceed(exchange))
			.whenComplete((result, ex) -> {
				this.running.remove(key, own);
				own.complete(result);
			});
	}

	/** Keys of different users never meet: a user id cannot contain the separator. */
	static String keyOf(String from, String id) {
		return from + '\n' + id;
	}

	static TriggerResult result(@Nullable String id, Published published) {
		return new TriggerResult(id, published.epoch(), published.offset(), published.recipients());
	}

	@Override
	public int getOrder() {
		return IDEMPOTENCY;
	}

	private record Key(String roomId, String idempotencyKey) {

	}

}
