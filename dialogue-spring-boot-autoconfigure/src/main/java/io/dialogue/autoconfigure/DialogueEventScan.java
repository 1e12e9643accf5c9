package io.dialogue.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Names the packages in which types annotated with
 * {@link io.dialogue.annotation.DialogueEvent @DialogueEvent} are found, instead of those
 * of the application. Without packages, those of the annotated class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(DialogueEventScanPackages.Registrar.class)
public @interface DialogueEventScan {

	/**
	 * The packages.
	 * @return names of packages
	 */
	@AliasFor("basePackages")
	String[] value() default {};

	/**
	 * The packages.
	 * @return names of packages
	 */
	@AliasFor("value")
	String[] basePackages() default {};

	/**
	 * Classes whose packages are meant.
	 * @return one class of each package
	 */
	Class<?>[] basePackageClasses() default {};

}
