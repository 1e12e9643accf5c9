package io.dialogue.event;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.dialogue.access.AccessRule;
import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.TriggerableBy;

/**
 * What is known about an event by its name: its payload's type or schema, whether it is
 * kept, and whether its sender receives it too. Immutable.
 *
 * @param name the event's name, by the rule of {@link EventName}
 * @param description what the event means, if told
 * @param payloadType the payload's Java type, or {@code null} if payloads are JSON trees
 * @param schema constraints on the payload besides those of its type, or {@code null}
 * @param historyLimit how many events of this name each room keeps, 0 for none
 * @param echo whether the sender receives its own event
 * @param overflow whether it may be dropped for clients that read too slowly
 * @param trigger which clients may trigger it, in every room that has it
 */
public record EventDefinition(String name, @Nullable String description, @Nullable Class<?> payloadType,
		@Nullable PayloadSchema schema, int historyLimit, boolean echo, OverflowPolicy overflow, AccessRule trigger) {

	public EventDefinition {
		Assert.isTrue(EventName.isValid(name), () -> "Event name '" + name + "' may contain only letters, digits, "
				+ "'-', ':', '.' and '_', and at most " + EventName.MAX_LENGTH + " of them");
		Assert.isTrue(historyLimit >= 0, () -> "The history limit of event '" + name + "' must not be negative");
		Assert.isTrue(historyLimit == 0 || !overflow.drops(),
				() -> "Event '" + name + "' is kept in history, so that it must not be dropped");
	}

	/**
	 * Defines an event without constraints, not kept in history.
	 * @param name the event's name
	 * @return the definition
	 */
	public static EventDefinition of(String name) {
		return new EventDefinition(name, null, null, null, 0, true, OverflowPolicy.DISCONNECT, AccessRule.ANYONE);
	}

	/**
	 * Defines the event that a type declares with {@link DialogueEvent}.
	 * @param payloadType the annotated type
	 * @return the definition
	 * @throws IllegalArgumentException if the type has no such annotation or no name
	 */
	public static EventDefinition of(Class<?> payloadType) {
		DialogueEvent event = AnnotatedElementUtils.findMergedAnnotation(payloadType, DialogueEvent.class);
		Assert.notNull(event, () -> payloadType.getName() + " is not annotated with @DialogueEvent");
		String description = StringUtils.hasText(event.description()) ? event.description() : null;
		return new EventDefinition(event.name(), description, payloadType, null, event.history().limit(), event.echo(),
				OverflowPolicy.of(event.overflow(), event.conflationKey()), rule(payloadType));
	}

	private static AccessRule rule(Class<?> payloadType) {
		TriggerableBy rule = AnnotatedElementUtils.findMergedAnnotation(payloadType, TriggerableBy.class);
		return (rule != null) ? AccessRule.of(rule.value()) : AccessRule.ANYONE;
	}

	/**
	 * The same event with payloads of a Java type.
	 * @param type the payload's type
	 * @return a new definition
	 */
	public EventDefinition withPayloadType(Class<?> type) {
		return new EventDefinition(this.name, this.description, type, this.schema, this.historyLimit, this.echo,
				this.overflow, this.trigger);
	}

	/**
	 * The same event with a schema.
	 * @param payloadSchema the constraints
	 * @return a new definition
	 */
	public EventDefinition withSchema(PayloadSchema payloadSchema) {
		return new EventDefinition(this.name, this.description, this.payloadType, payloadSchema, this.historyLimit,
				this.echo, this.overflow, this.trigger);
	}

	/**
	 * The same event with a history.
	 * @param limit how many events each room keeps
	 * @return a new definition
	 */
	public EventDefinition withHistory(int limit) {
		return new EventDefinition(this.name, this.description, this.payloadType, this.schema, limit, this.echo,
				this.overflow, this.trigger);
	}

	/**
	 * The same event with a description.
	 * @param text what the event means
	 * @return a new definition
	 */
	public EventDefinition withDescription(@Nullable String text) {
		return new EventDefinition(this.name, text, this.payloadType, this.schema, this.historyLimit, this.echo,
				this.overflow, this.trigger);
	}

	/**
	 * The same event with or without echo.
	 * @param toSender whether the sender receives its own event
	 * @return a new definition
	 */
	public EventDefinition withEcho(boolean toSender) {
		return new EventDefinition(this.name, this.description, this.payloadType, this.schema, this.historyLimit,
				toSender, this.overflow, this.trigger);
	}

	/**
	 * The same event with another policy for clients that read too slowly.
	 * @param policy whether it may be dropped
	 * @return a new definition
	 */
	public EventDefinition withOverflow(OverflowPolicy policy) {
		return new EventDefinition(this.name, this.description, this.payloadType, this.schema, this.historyLimit,
				this.echo, policy, this.trigger);
	}

	/**
	 * The same event with another rule.
	 * @param rule which clients may trigger it
	 * @return a new definition
	 */
	public EventDefinition withTrigger(AccessRule rule) {
		return new EventDefinition(this.name, this.description, this.payloadType, this.schema, this.historyLimit,
				this.echo, this.overflow, rule);
	}

	/**
	 * Whether rooms keep events of this name.
	 * @return {@code true} if the history limit is positive
	 */
	public boolean keepsHistory() {
		return this.historyLimit > 0;
	}

}
