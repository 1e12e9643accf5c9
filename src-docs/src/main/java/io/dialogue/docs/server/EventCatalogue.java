package io.dialogue.docs.server;

import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.dialogue.error.DialogueException;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;

/**
 * Looks up what is declared, and validates without triggering.
 */
// tag::registry[]
@Component
class EventCatalogue {

	private final EventRegistry registry;

	private final EventValidator validator;

	EventCatalogue(EventRegistry registry, EventValidator validator) {
		this.registry = registry;
		this.validator = validator;
	}

	List<String> names() {
		return this.registry.all().stream().map(EventDefinition::name).toList();
	}

	boolean isMessage(Map<String, ?> json) {
		try {
			this.validator.validate(this.registry.get(Message.class), json);
			return true;
		}
		catch (DialogueException ex) {
			return false;
		}
	}

}
// end::registry[]
