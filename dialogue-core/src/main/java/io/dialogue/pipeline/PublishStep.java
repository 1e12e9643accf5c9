package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.Publication;
import io.dialogue.event.EncodedEvent;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * Publishes the event: the end of the way.
 */
final class PublishStep implements EventChain {

	private final EventCodec codec;

	private final EventBroker broker;

	private final AfterPublish afterPublish;

	PublishStep(EventCodec codec, EventBroker broker, AfterPublish afterPublish) {
		this.codec = codec;
		this.broker = broker;
		this.afterPublish = afterPublish;
	}

	@Override
	public CompletionStage<TriggerResult> proceed(EventExchange exchange) {
		return this.broker.publish(publication(exchange))
			.thenCompose((published) -> this.afterPublish.admitted(exchange.roomId())
				.thenApply((admitted) -> IdempotencyStep.result(exchange.id(), published)));
	}

	private Publication publication(EventExchange exchange) {
		EventDefinition definition = exchange.definition();
		EncodedEvent encoded = encoded(exchange, definition);
		String key = (exchange.id() != null) ? IdempotencyStep.keyOf(exchange.from(), exchange.id()) : null;
		boolean wanted = this.afterPublish.isWanted(exchange);
		return new Publication(exchange.roomId(), encoded, (definition != null) ? definition.historyLimit() : 0, key,
				except(exchange, definition),
				() -> exchange.context().rooms().find(exchange.roomId()) == exchange.room(), (published) -> {
					if (wanted) {
						this.afterPublish.published(exchange, published.offset(), published.recipients());
					}
				});
	}

	private EncodedEvent encoded(EventExchange exchange, @Nullable EventDefinition definition) {
		EncodedEvent encoded = this.codec.encode(exchange.message(), exchange.payload().json());
		if (definition == null || !definition.overflow().drops()) {
			return encoded;
		}
		return encoded.withDroppable(definition.overflow().droppable(exchange.message(), exchange.payload().json()));
	}

	private static @Nullable String except(EventExchange exchange, @Nullable EventDefinition definition) {
		if (exchange.sender() != null && definition != null && !definition.echo()) {
			return exchange.sender().id();
		}
		return exchange.exceptClientId();
	}

}
