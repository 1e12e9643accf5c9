package io.dialogue.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventName;

/**
 * Writes a contract as TypeScript.
 */
final class TypeScriptModule {

	/** The names of its own types. */
	static final List<String> RESERVED = List.of("Contract", "ErrorCode", "Events", "Rooms");

	private static final String INDENT = "  ";

	private final TypeScriptTypes types = new TypeScriptTypes();

	private final Contract contract;

	TypeScriptModule(Contract contract) {
		this.contract = contract;
	}

	String create() {
		List<String> parts = new ArrayList<>();
		parts.add("// Generated from the application's events and rooms. Do not edit.\n");
		this.contract.definitions().forEach((name, schema) -> parts.add(definition(name, schema)));
		parts.add(events());
		parts.add(rooms());
		parts.add(errors());
		parts.add("/** What a client can rely on. */\n"
				+ "export interface Contract {\n  events: Events;\n  rooms: Rooms;\n  errors: ErrorCode;\n}\n");
		return String.join("\n", parts);
	}

	private String definition(String name, ObjectNode schema) {
		String comment = TypeScriptText.comment(SchemaComments.of(schema), "");
		if (this.types.isInterface(schema)) {
			return comment + "export interface " + name + " {\n" + this.types.members(schema, INDENT) + "}\n";
		}
		return comment + "export type " + name + " = " + this.types.type(schema, "") + ";\n";
	}

	private String events() {
		StringBuilder text = new StringBuilder(
				"/** What events carry, by their names. */\nexport interface Events {\n");
		for (EventDefinition event : this.contract.events()) {
			ObjectNode payload = this.contract.payload(event.name());
			text.append(TypeScriptText.comment(comments(event.description(), SchemaComments.of(payload)), INDENT))
				.append(INDENT)
				.append(TypeScriptText.string(event.name()))
				.append(": ")
				.append(this.types.type(payload, INDENT))
				.append(";\n");
		}
		return text.append("}\n").toString();
	}

	/**
	 * A room that belongs to a family must fit its type, so that the family has the
	 * events of such rooms, too.
	 */
	private String rooms() {
		Map<String, ContractRoom> members = new LinkedHashMap<>();
		for (ContractRoom room : this.contract.rooms()) {
			List<ContractRoom> covered = new ArrayList<>(this.contract.rooms());
			covered.removeIf((other) -> !room.covers(other));
			members.merge(key(room), room.with(covered), (one, other) -> one.with(List.of(other)));
		}
		StringBuilder text = new StringBuilder(
				"/** The rooms with the names of their events, by their ids. */\n" + "export interface Rooms {\n");
		members.forEach((key, room) -> text
			.append(TypeScriptText.comment(comments(room.name(), comments(room.description(), List.of())), INDENT))
			.append(INDENT)
			.append(key)
			.append(": { trigger: ")
			.append(names(room.trigger()))
			.append("; receive: ")
			.append(names(room.receive()))
			.append(" };\n"));
		return text.append("}\n").toString();
	}

	private static String key(ContractRoom room) {
		return room.isFamily() ? "[room: " + TypeScriptText.template(room.literals()) + "]"
				: TypeScriptText.string(room.id());
	}

	private static String names(Collection<String> events) {
		if (events.contains(EventName.ANY)) {
			return "string";
		}
		Set<String> literals = events.stream()
			.map(TypeScriptText::string)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		return literals.isEmpty() ? "never" : TypeScriptTypes.union(literals);
	}

	private static String errors() {
		String codes = Arrays.stream(ErrorCode.values())
			.map(ErrorCode::name)
			.sorted()
			.map((code) -> "\n  | " + TypeScriptText.string(code))
			.collect(Collectors.joining());
		return "/** Why a request was refused. */\nexport type ErrorCode =" + codes + ";\n";
	}

	private static List<String> comments(@Nullable String first, List<String> others) {
		List<String> lines = new ArrayList<>();
		if (first != null) {
			lines.add(first);
		}
		lines.addAll(others);
		return lines;
	}

}
