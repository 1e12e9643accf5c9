package io.dialogue.pipeline;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.concurrent.KeyedQueues;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;

/**
 * What follows an event that was published: {@code onTriggered}, the listeners,
 * {@code afterEach}; for each room one event at a time, in the room's order.
 */
final class AfterPublish {

	/** Events of one room that wait for slow listeners; then triggering waits, too. */
	private static final int MAX_WAITING = 1024;

	private final KeyedQueues<String> queues;

	private final HookRegistry hooks;

	private final Listeners listeners;

	private final ContextSnapshotFactory contexts;

	AfterPublish(HookRegistry hooks, Listeners listeners, Executor worker, ContextSnapshotFactory contexts) {
		this.queues = new KeyedQueues<>(worker, MAX_WAITING);
		this.hooks = hooks;
		this.listeners = listeners;
		this.contexts = contexts;
	}

	/** Called in the room's order; must not block. */
	void published(EventExchange exchange, @Nullable Long offset, int recipients) {
		EventMessage<Object> message = exchange.message().withOffset(offset);
		ConnectedClient client = exchange.sender();
		Principal sender = (client != null) ? client.identity() : null;
		ContextSnapshot context = this.contexts.captureAll();
		this.queues.add(exchange.roomId(), () -> {
			try (ContextSnapshot.Scope scope = context.setThreadLocals()) {
				call(message, sender, recipients);
			}
			return null;
		});
	}

	/** Asks the application: not to be called in the room's order. */
	boolean isWanted(EventExchange exchange) {
		return this.listeners.any(exchange.roomId(), exchange.event())
				|| !this.hooks.event(exchange.roomId(), exchange.event()).isEmpty();
	}

	private void call(EventMessage<Object> message, @Nullable Principal sender, int recipients) {
		List<EventHooks> supporting = this.hooks.event(message.roomId(), message.event());
		HookRegistry.each("onTriggered", supporting, (hook) -> hook.onTriggered(message));
		this.listeners.notify(message, sender);
		HookRegistry.each("afterEach", supporting, (hook) -> hook.afterEach(message, recipients));
	}

	/**
	 * Completes at once, or when a room with too many waiting events has handled them.
	 */
	CompletionStage<Void> admitted(String roomId) {
		if (!this.queues.isFull(roomId)) {
			return CompletableFuture.completedStage(null);
		}
		CompletableFuture<Void> admitted = new CompletableFuture<>();
		this.queues.add(roomId, () -> {
			admitted.complete(null);
			return null;
		});
		return admitted;
	}

}
