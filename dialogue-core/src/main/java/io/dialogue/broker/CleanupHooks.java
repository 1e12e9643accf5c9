package io.dialogue.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.dialogue.event.EncodedEvent;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventRegistry;
import io.dialogue.hook.HookRegistry;

/**
 * Gives evicted events to the {@code onCleanup} hooks.
 */
public final class CleanupHooks implements EvictionListener {

	private final HookRegistry hooks;

	private final EventRegistry registry;

	private final EventCodec codec;

	private final Executor worker;

	/**
	 * Creates the listener.
	 * @param hooks the hooks
	 * @param registry knows the types of events
	 * @param codec decodes events
	 * @param worker runs the hooks
	 */
	public CleanupHooks(HookRegistry hooks, EventRegistry registry, EventCodec codec, Executor worker) {
		this.hooks = hooks;
		this.registry = registry;
		this.codec = codec;
		this.worker = worker;
	}

	@Override
	public boolean wants(String roomId, String eventName) {
		return !this.hooks.event(roomId, eventName).isEmpty();
	}

	@Override
	public CompletionStage<?> onEvicted(String roomId, String eventName, List<EncodedEvent> events) {
		return CompletableFuture.runAsync(() -> call(roomId, eventName, events), this.worker);
	}

	private void call(String roomId, String eventName, List<EncodedEvent> events) {
		List<EventMessage<?>> messages = new ArrayList<>(events.size());
		events.forEach((event) -> messages.add(this.codec.decode(event, this.registry.find(eventName))));
		HookRegistry.each("onCleanup", this.hooks.event(roomId, eventName),
				(hook) -> hook.onCleanup(roomId, eventName, messages));
	}

}
