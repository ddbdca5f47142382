/** Programs that tests pack into plugin jars; plugins see nothing else of the tests. */
package programs;
