package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.List;

/**
 * The types that declare events with
 * {@link io.dialogue.annotation.DialogueEvent @DialogueEvent}. Found in the application's
 * packages by default, at build time where the application is processed ahead of time; a
 * bean of this type replaces the search.
 */
public final class DialogueEventTypes {

	private final List<String> classNames;

	private DialogueEventTypes(List<String> classNames) {
		this.classNames = classNames;
	}

	/**
	 * These types and no others.
	 * @param classNames the types' names
	 * @return the types
	 */
	public static DialogueEventTypes of(Collection<String> classNames) {
		return new DialogueEventTypes(List.copyOf(classNames));
	}

	/**
	 * These types and no others.
	 * @param types the types
	 * @return the types
	 */
	public static DialogueEventTypes of(Class<?>... types) {
		return of(List.of(types).stream().map(Class::getName).toList());
	}

	/**
	 * The types' names.
	 * @return the names, in the order in which events are listed
	 */
	public List<String> classNames() {
		return this.classNames;
	}

	@Override
	public String toString() {
		return this.classNames.toString();
	}

}
