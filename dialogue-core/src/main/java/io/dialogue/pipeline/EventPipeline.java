package io.dialogue.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

import io.dialogue.broker.EventBroker;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventValidator;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.ratelimit.RateLimits;

/**
 * The way of every event, whoever triggers it: membership, allowed events, authorisation,
 * idempotency, rate limit, binding and validation, {@code beforeEach}, publishing. Never
 * blocks by itself, but runs the application's hooks: to be called off the I/O threads.
 */
public final class EventPipeline {

	private final EventChain chain;

	private final DialogueMetrics metrics;

	private EventPipeline(EventChain chain, DialogueMetrics metrics) {
		this.chain = chain;
		this.metrics = metrics;
	}

	/**
	 * Creates a pipeline.
	 * @param parts what its steps need
	 * @param steps further steps, which join at their order
	 * @return the pipeline
	 */
	public static EventPipeline of(Parts parts, Collection<EventStep> steps) {
		List<EventStep> all = new ArrayList<>(steps);
		all.add(new MembershipStep());
		all.add(new AllowedEventStep());
		all.add(new AuthorizationStep(parts.authorization()));
		all.add(new IdempotencyStep(parts.broker()));
		all.add(new RateLimitStep(parts.rateLimits()));
		all.add(new ValidationStep(parts.validator()));
		all.add(new BeforeEachStep(parts.hooks(), parts.validator()));
		AnnotationAwareOrderComparator.sort(all);
		AfterPublish afterPublish = new AfterPublish(parts.hooks(), parts.listeners(), parts.worker(),
				ContextSnapshotFactory.builder().build());
		EventChain chain = new PublishStep(parts.codec(), parts.broker(), afterPublish);
		for (int i = all.size() - 1; i >= 0; i--) {
			chain = link(all.get(i), chain);
		}
		return new EventPipeline(chain, parts.metrics());
	}

	private static EventChain link(EventStep step, EventChain next) {
		return (exchange) -> step.apply(exchange, next);
	}

	/**
	 * Sends an event on its way.
	 * @param exchange the event
	 * @return completes when it was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	public CompletionStage<TriggerResult> trigger(EventExchange exchange) {
		long start = System.nanoTime();
		try {
			return this.chain.proceed(exchange).thenApply((result) -> {
				record(exchange, result, System.nanoTime() - start);
				return result;
			});
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	private void record(EventExchange exchange, TriggerResult result, long nanos) {
		String event = (exchange.definition() != null) ? exchange.event() : DialogueMetrics.UNDECLARED;
		this.metrics.published(exchange.room().definition().label(), event, result.recipients(), nanos);
	}

	/**
	 * What the pipeline's steps need.
	 *
	 * @param broker publishes events
	 * @param codec encodes events
	 * @param validator binds and validates payloads
	 * @param hooks the hooks
	 * @param listeners the listeners
	 * @param authorization decides who may trigger what
	 * @param rateLimits limits clients
	 * @param metrics records what happens
	 * @param worker runs hooks and listeners
	 */
	public record Parts(EventBroker broker, EventCodec codec, EventValidator validator, HookRegistry hooks,
			Listeners listeners, RoomAuthorization authorization, RateLimits rateLimits, DialogueMetrics metrics,
			Executor worker) {

	}

}
