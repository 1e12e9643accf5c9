package io.dialogue.event;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * All events that the application declares, by name and by payload type. Immutable.
 */
public final class EventRegistry {

	private final Map<String, EventDefinition> byName = new LinkedHashMap<>();

	private final Map<Class<?>, EventDefinition> byType = new LinkedHashMap<>();

	/**
	 * Creates a registry.
	 * @param definitions the events, in the order in which they are to be listed
	 * @throws IllegalArgumentException if two have the same name
	 */
	public EventRegistry(Collection<EventDefinition> definitions) {
		for (EventDefinition definition : definitions) {
			EventDefinition other = this.byName.put(definition.name(), definition);
			Assert.isTrue(other == null, () -> "Event '" + definition.name() + "' is declared twice");
			if (definition.payloadType() != null) {
				this.byType.putIfAbsent(definition.payloadType(), definition);
			}
		}
	}

	/**
	 * Looks up an event by name.
	 * @param name the name
	 * @return the definition, or {@code null} if nothing declares it
	 */
	public @Nullable EventDefinition find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Looks up an event by the type of its payload.
	 * @param payloadType the type, exactly
	 * @return the definition, or {@code null} if no event has it
	 */
	public @Nullable EventDefinition find(Class<?> payloadType) {
		return this.byType.get(payloadType);
	}

	/**
	 * The event that is declared with a payload's type.
	 * @param payloadType the type, exactly
	 * @return the definition
	 * @throws IllegalArgumentException if no event has it
	 */
	public EventDefinition get(Class<?> payloadType) {
		EventDefinition definition = find(payloadType);
		Assert.notNull(definition, () -> "No event is declared with payloads of " + payloadType.getName()
				+ ": annotate it with @DialogueEvent, or trigger by event name");
		return definition;
	}

	/**
	 * All events, in the order of their registration.
	 * @return an unmodifiable view
	 */
	public Collection<EventDefinition> all() {
		return Collections.unmodifiableCollection(this.byName.values());
	}

}
