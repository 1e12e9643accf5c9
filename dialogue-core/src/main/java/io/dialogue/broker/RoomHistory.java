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
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HistoryRequest;
import io.dialogue.hook.HookRegistry;

/**
 * Pages through the history of rooms: what the broker keeps, and beyond it what the
 * {@code onLoad} hooks find.
 */
public final class RoomHistory {

	private final EventBroker broker;

	private final HookRegistry hooks;

	private final EventRegistry registry;

	private final EventCodec codec;

	private final Executor worker;

	/**
	 * Creates the history.
	 * @param broker keeps events
	 * @param hooks the hooks
	 * @param registry knows the types of events
	 * @param codec encodes and decodes events
	 * @param worker runs the hooks
	 */
	public RoomHistory(EventBroker broker, HookRegistry hooks, EventRegistry registry, EventCodec codec,
			Executor worker) {
		this.broker = broker;
		this.hooks = hooks;
		this.registry = registry;
		this.codec = codec;
		this.worker = worker;
	}

	/**
	 * Reads a page as it goes over the wire.
	 * @param request which page
	 * @return completes with the events, newest first
	 */
	public CompletionStage<List<EncodedEvent>> page(PageRequest request) {
		return this.broker.page(request).thenCompose((page) -> {
			if (request.end() <= page.available() || loaders(request).isEmpty()) {
				return CompletableFuture.completedStage(page.events());
			}
			return CompletableFuture.supplyAsync(() -> withOlder(request, page), this.worker);
		});
	}

	/**
	 * Reads a page as the application sees it.
	 * @param request which page
	 * @return completes with the events, newest first
	 */
	public CompletionStage<List<EventMessage<?>>> messages(PageRequest request) {
		return page(request).thenApply((events) -> {
			List<EventMessage<?>> messages = new ArrayList<>(events.size());
			events.forEach((event) -> messages.add(this.codec.decode(event, this.registry.find(event.name()))));
			return messages;
		});
	}

	private List<EventHooks> loaders(PageRequest request) {
		String eventName = request.eventName();
		return (eventName != null) ? this.hooks.event(request.roomId(), eventName) : List.of();
	}

	private List<EncodedEvent> withOlder(PageRequest request, HistoryPage page) {
		List<EncodedEvent> events = new ArrayList<>(page.events());
		int start = Math.max(0, request.start() - page.available());
		int limit = request.end() - page.available() - start;
		load(request, start, limit).stream().limit(limit).forEach((message) -> events.add(this.codec.encode(message)));
		return events;
	}

	private List<EventMessage<?>> load(PageRequest request, int start, int limit) {
		List<EventMessage<?>> found = new ArrayList<>();
		HistoryRequest older = new HistoryRequest(request.roomId(), String.valueOf(request.eventName()), start,
				start + limit, request.before());
		HookRegistry.each("onLoad", loaders(request), (hook) -> {
			if (found.isEmpty()) {
				found.addAll(hook.onLoad(older));
			}
		});
		return found;
	}

}
