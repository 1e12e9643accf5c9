package io.dialogue.autoconfigure;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;

import io.dialogue.access.AccessRule;
import io.dialogue.annotation.Overflow;
import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventName;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.OverflowPolicy;
import io.dialogue.event.PayloadSchema;

/**
 * Makes the registry of events from the types and the properties that declare them.
 */
final class EventDefinitions {

	private final Map<String, EventDefinition> byName = new LinkedHashMap<>();

	private final Map<String, String> declaredBy = new LinkedHashMap<>();

	private final EventCodec codec;

	private final ResourceLoader resources;

	private final @Nullable PayloadSchemaFactory schemas;

	private final AccessRules rules;

	EventDefinitions(EventCodec codec, ResourceLoader resources, @Nullable PayloadSchemaFactory schemas,
			AccessRules rules) {
		this.rules = rules;
		this.codec = codec;
		this.resources = resources;
		this.schemas = schemas;
	}

	EventRegistry create(DialogueEventTypes types, Map<String, DialogueProperties.Event> properties) {
		types.classNames().forEach(this::addType);
		properties.forEach(this::addProperties);
		return new EventRegistry(this.byName.values());
	}

	private void addType(String className) {
		Class<?> type = load(className, "The bean of type DialogueEventTypes");
		EventDefinition definition;
		try {
			definition = EventDefinition.of(type);
		}
		catch (IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					type.getName() + " declares no valid event: " + ex.getMessage() + ".",
					"Correct its annotation, as in @DialogueEvent(\"chat-message\").", ex);
		}
		checkReadable(definition, type);
		this.rules.check("The annotation @TriggerableBy of " + type.getName(), definition.trigger());
		add(definition, type.getName());
	}

	private void addProperties(String name, DialogueProperties.Event event) {
		String property = property(name);
		if (!EventName.isValid(name)) {
			throw new DialogueConfigurationException("'" + name + "' cannot be the name of an event.",
					"Rename " + property + ": a name has letters, digits, '-', ':', '.' and '_', at most "
							+ EventName.MAX_LENGTH + " of them.");
		}
		if (event.historyLimit() < 0) {
			throw new DialogueConfigurationException(
					"The history limit of event '" + name + "' is " + event.historyLimit() + ".",
					"Set " + property + ".history-limit to 0 to keep none, or to the number of events to keep.");
		}
		if (event.type() != null && event.schema() != null) {
			throw new DialogueConfigurationException("Event '" + name + "' has both a type and a schema.",
					"Remove " + property + ".type or " + property + ".schema: one of them says what a payload is.");
		}
		checkOverflow(name, event);
		EventDefinition definition = EventDefinition.of(name)
			.withDescription(event.description())
			.withHistory(event.historyLimit())
			.withEcho(event.echo())
			.withTrigger(this.rules.parse(property + ".access.trigger", event.access().trigger(), AccessRule.ANYONE))
			.withOverflow(OverflowPolicy.of(event.overflow(), event.conflationKey()));
		add(withPayload(definition, event), property);
	}

	private static void checkOverflow(String name, DialogueProperties.Event event) {
		String property = property(name);
		if (event.overflow() != Overflow.DISCONNECT && event.historyLimit() > 0) {
			throw new DialogueConfigurationException(
					"Event '" + name + "' is kept in history, and may be dropped for slow clients: "
							+ "history would not be what they saw.",
					"Remove " + property + ".history-limit or " + property + ".overflow.");
		}
		if (event.overflow() != Overflow.CONFLATE && StringUtils.hasText(event.conflationKey())) {
			throw new DialogueConfigurationException("Event '" + name + "' has a conflation key, but is not conflated.",
					"Set " + property + ".overflow to conflate, or remove " + property + ".conflation-key.");
		}
	}

	private EventDefinition withPayload(EventDefinition definition, DialogueProperties.Event event) {
		if (event.type() != null) {
			Class<?> type = load(event.type(), property(definition.name()) + ".type");
			checkReadable(definition, type);
			return definition.withPayloadType(type);
		}
		return (event.schema() != null) ? definition.withSchema(read(definition.name(), event.schema())) : definition;
	}

	private void add(EventDefinition definition, String origin) {
		String other = this.declaredBy.put(definition.name(), origin);
		if (other != null) {
			throw new DialogueConfigurationException(
					"Event '" + definition.name() + "' is declared twice: by " + other + " and by " + origin + ".",
					"Remove one of them, or give it another name.");
		}
		this.byName.put(definition.name(), definition);
	}

	private Class<?> load(String className, String origin) {
		try {
			return ClassUtils.forName(className, this.resources.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new DialogueConfigurationException(
					origin + " names class '" + className + "', which cannot be loaded.",
					"Correct the name (a nested class has '$' before its own name, as in com.example.Chat$Message), "
							+ "or add the class to the class path.",
					ex);
		}
	}

	private void checkReadable(EventDefinition definition, Class<?> type) {
		try {
			this.codec.checkReadable(type);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					"Jackson cannot read " + type.getName() + ", the payload of event '" + definition.name() + "': "
							+ firstLine(ex) + ".",
					"Make it a record, or a class with a constructor that Jackson can use, of types that Jackson "
							+ "knows; or register a deserializer.",
					ex);
		}
	}

	private PayloadSchema read(String name, String location) {
		String property = property(name) + ".schema";
		if (this.schemas == null) {
			throw new DialogueConfigurationException(
					property + " names a JSON Schema, but there is no validator for it.",
					"Add the dependency com.networknt:json-schema-validator, or define a bean of type "
							+ "PayloadSchemaFactory.");
		}
		Resource resource = this.resources.getResource(location);
		if (!resource.exists()) {
			throw new DialogueConfigurationException(property + " names '" + location + "', which does not exist.",
					"Correct the location, as in classpath:schemas/" + name.replace(':', '-')
							+ ".json, or add the file.");
		}
		try {
			return this.schemas.read(resource);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					property + " names '" + location + "', which is no JSON Schema: " + firstLine(ex) + ".",
					"Correct the file; https://json-schema.org describes the format.", ex);
		}
	}

	private static String property(String name) {
		return PropertyName.of("dialogue.events", name);
	}

	private static String firstLine(Exception ex) {
		String message = (ex instanceof JacksonException jackson) ? jackson.getOriginalMessage() : ex.getMessage();
		String line = String.valueOf(message).lines().findFirst().orElse("");
		return StringUtils.trimTrailingCharacter(line.strip(), '.');
	}

}
