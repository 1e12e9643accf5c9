package io.dialogue.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.broker.PageRequest;
import io.dialogue.broker.RoomHistory;
import io.dialogue.concurrent.KeyedQueues;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.DialogueContext;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.Listeners;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.ServerTrigger;

/**
 * What the server does with events. Triggers of one room run one after the other, on a
 * worker's thread, so that callers are never held up.
 */
public final class ServerEvents implements RoomEvents {

	private static final Logger logger = LoggerFactory.getLogger(ServerEvents.class);

	/** Triggers of one room that wait; more are refused. */
	private static final int MAX_WAITING = 10_000;

	private final ContextSnapshotFactory contexts = ContextSnapshotFactory.builder().build();

	private final KeyedQueues<String> queues;

	private final EventPipeline pipeline;

	private final EventRegistry registry;

	private final EventValidator validator;

	private final Listeners listeners;

	private final RoomHistory history;

	private final DialogueContext context;

	private final DialogueMetrics metrics;

	/**
	 * Creates the server's way to events.
	 * @param pipeline the way of every event
	 * @param registry the events that are declared
	 * @param validator binds and validates payloads
	 * @param listeners the listeners
	 * @param history the rooms' history
	 * @param context what hooks may look up
	 * @param metrics records what is refused
	 * @param worker runs the pipeline
	 */
	public ServerEvents(EventPipeline pipeline, EventRegistry registry, EventValidator validator, Listeners listeners,
			RoomHistory history, DialogueContext context, DialogueMetrics metrics, Executor worker) {
		this.queues = new KeyedQueues<>(worker, MAX_WAITING);
		this.pipeline = pipeline;
		this.registry = registry;
		this.validator = validator;
		this.listeners = listeners;
		this.history = history;
		this.context = context;
		this.metrics = metrics;
	}

	@Override
	public CompletableFuture<TriggerResult> trigger(ServerTrigger trigger) {
		CompletableFuture<TriggerResult> result = new CompletableFuture<>();
		ContextSnapshot snapshot = this.contexts.captureAll();
		long timestamp = System.currentTimeMillis();
		boolean queued = this.queues.offer(trigger.room().id(), () -> {
			try (ContextSnapshot.Scope scope = snapshot.setThreadLocals()) {
				return run(trigger, timestamp, result);
			}
		});
		return queued ? result
				: refuse(trigger.room().id(), trigger.event(), new DialogueException(ErrorCode.RATE_LIMITED,
						"Room '" + trigger.room().id() + "' has " + MAX_WAITING + " events waiting"));
	}

	private CompletionStage<?> run(ServerTrigger trigger, long timestamp, CompletableFuture<TriggerResult> result) {
		return published(trigger, timestamp).handle((published, ex) -> {
			if (ex != null) {
				DialogueException refusal = Incident.of("Triggering an event failed", ex);
				logRefusal(trigger.room().id(), trigger.event(), refusal);
				result.completeExceptionally(refusal);
			}
			else {
				result.complete(published);
			}
			return null;
		});
	}

	private CompletionStage<TriggerResult> published(ServerTrigger trigger, long timestamp) {
		try {
			EventDefinition definition = this.registry.find(trigger.event());
			return this.pipeline.trigger(new EventExchange(this.context, trigger.room(), trigger.event(), definition,
					null, trigger.from(), this.validator.validate(definition, trigger.data()), trigger.meta(),
					trigger.id(), trigger.exceptClientId(), timestamp));
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	@Override
	public CompletableFuture<TriggerResult> refuse(String roomId, String event, DialogueException refusal) {
		logRefusal(roomId, event, refusal);
		return CompletableFuture.failedFuture(refusal);
	}

	/**
	 * So that a caller that ignores the future hides nothing. Failures were logged as
	 * incidents.
	 */
	private void logRefusal(String roomId, String event, DialogueException refusal) {
		this.metrics.refused(refusal.code());
		if (refusal.code() != ErrorCode.INTERNAL_ERROR) {
			logger.warn("Event '{}' was not published in room '{}': {} ({})", event, roomId, refusal.code(),
					refusal.text());
		}
	}

	@Override
	public String nameOf(Class<?> payloadType) {
		return this.registry.get(payloadType).name();
	}

	@Override
	public ListenerRegistration on(String roomId, String eventName, EventMessageListener<Object> listener) {
		return this.listeners.add(roomId, eventName, listener);
	}

	@Override
	public CompletableFuture<List<EventMessage<?>>> history(String roomId, @Nullable String eventName, int start,
			int end) {
		return this.history.messages(new PageRequest(roomId, eventName, start, end, null)).toCompletableFuture();
	}

}
