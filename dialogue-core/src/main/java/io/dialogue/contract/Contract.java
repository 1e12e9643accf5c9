package io.dialogue.contract;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventRegistry;

/**
 * What clients can rely on: the events with the JSON Schemas of their payloads, the rooms
 * with their events, and the codes of errors. Everything is in order of names and without
 * dates, so that two contracts differ only where the application does. Immutable.
 */
public final class Contract {

	/** Where the schemas stand to which others refer. */
	static final String DEFINITIONS = "#/$defs/";

	private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

	private final SortedMap<String, EventDefinition> events = new TreeMap<>();

	private final SortedMap<String, ContractRoom> rooms = new TreeMap<>();

	private final EventSchemas schemas;

	/**
	 * Makes the contract.
	 * @param events the events
	 * @param rooms the rooms and families of rooms
	 * @param codec reads payloads
	 * @param validator checks payloads, if something does
	 */
	public Contract(EventRegistry events, Collection<ContractRoom> rooms, EventCodec codec,
			@Nullable Validator validator) {
		events.all().forEach((event) -> this.events.put(event.name(), event));
		rooms.forEach((room) -> this.rooms.put(room.id(), room));
		this.schemas = new EventSchemas(events.all(), codec, validator);
	}

	/**
	 * One JSON Schema (draft 2020-12) for all events: an object that has for each event a
	 * property with the schema of its payload.
	 * @return the schema as JSON, indented
	 */
	public String jsonSchema() {
		ObjectNode schema = SchemaKeywords.any().put("$schema", DIALECT).put("type", "object");
		ObjectNode properties = schema.putObject("properties");
		this.schemas.payloads().forEach((name, payload) -> properties.set(name, payload.deepCopy()));
		ObjectNode definitions = schema.putObject("$defs");
		this.schemas.definitions().forEach((name, definition) -> definitions.set(name, definition.deepCopy()));
		return print(schema);
	}

	/**
	 * The contract as an AsyncAPI 3.0 document, from the point of view of the server.
	 * @param title what the application is called
	 * @param version the application's version
	 * @return the document as JSON, indented
	 */
	public String asyncApi(String title, String version) {
		return print(new AsyncApiDocument(this).create(title, version));
	}

	/**
	 * The contract as a module of TypeScript that the client of {@code dialogue-client}
	 * takes as its type argument.
	 * @return the source
	 */
	public String typeScript() {
		return new TypeScriptModule(this).create();
	}

	Collection<EventDefinition> events() {
		return Collections.unmodifiableCollection(this.events.values());
	}

	/** Families after the rooms with fixed ids. */
	List<ContractRoom> rooms() {
		return this.rooms.values().stream().sorted(Comparator.comparing(ContractRoom::isFamily)).toList();
	}

	ObjectNode payload(String event) {
		return this.schemas.payloads().getOrDefault(event, SchemaKeywords.any());
	}

	Map<String, ObjectNode> definitions() {
		return this.schemas.definitions();
	}

	/** With the same line ends everywhere. */
	private static String print(ObjectNode json) {
		JsonMapper mapper = JsonMapper.builder().build();
		return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json).replace("\r\n", "\n") + "\n";
	}

}
